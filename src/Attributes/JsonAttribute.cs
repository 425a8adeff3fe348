namespace GenStreams;

/// <summary>
/// Serialises a type as JSON through System.Text.Json's source generation: on a type, a member, or the assembly for all types that have
/// no serde of their own.
/// </summary>
/// <remarks>One generator cannot see another's output: the context is declared by the user and named here.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Assembly)]
public sealed class JsonAttribute : Attribute
{
    /// <summary>JSON through a context.</summary>
    /// <param name="context">A <c>System.Text.Json.Serialization.JsonSerializerContext</c> that lists the type.</param>
    public JsonAttribute(Type context) => Context = context;

    /// <summary>The serializer context.</summary>
    public Type Context { get; }
}
