namespace GenStreams;

/// <summary>Serialises a type with a serde of the user's own: on the type, on a member for its value, or on the assembly.</summary>
/// <typeparam name="TSerde">An <c>ISerde&lt;T&gt;</c> of the type, with a parameterless constructor.</typeparam>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Assembly,
    AllowMultiple = true)]
public sealed class SerdeAttribute<TSerde> : Attribute
{
    /// <summary>Whether the serde, on a member, is that of the key rather than of the value.</summary>
    public bool Key { get; set; }
}
