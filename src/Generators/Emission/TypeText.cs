using GenStreams.Generators.Model;

namespace GenStreams.Generators.Emission;

/// <summary>Types as they are declared in generated code.</summary>
internal static class TypeText
{
    /// <summary>The type without a question mark.</summary>
    public static string NotNull(this TypeRef type) =>
        type.Reference.EndsWith("?", StringComparison.Ordinal) ? type.Reference.Substring(0, type.Reference.Length - 1) : type.Reference;

    /// <summary>The type with a question mark when null can be there.</summary>
    public static string Declared(this TypeRef type, bool mayBeNull) => mayBeNull ? type.NotNull() + "?" : type.NotNull();

    /// <summary>The serde of a key or value, for its type as it was declared: serdes themselves know nothing of null.</summary>
    public static string DeclaredSerde(this LaneType lane)
    {
        if (lane.Serde.Windowed is not null)
        {
            // Keys of windows are never null, whatever the declaration says.
            return lane.Serde.Instance + "!";
        }

        if (!lane.Type.Reference.EndsWith("?", StringComparison.Ordinal))
        {
            return lane.Serde.Instance;
        }

        return lane.Type.IsValueType ? $"new {RuntimeTypes.NullableSerde}<{lane.Type.NotNull()}>({lane.Serde.Instance})" : lane.Serde.Instance + "!";
    }
}
