using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>The types that are single values on the wire, as Java's Kafka serializers write them.</summary>
internal static class PrimitiveSerdes
{
    /// <summary>The serde of a single value; null for a type that is not one.</summary>
    public static SerdeRef? Find(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => Serde("Boolean", 1),
        SpecialType.System_Byte => Serde("Byte", 1),
        SpecialType.System_SByte => Serde("SByte", 1),
        SpecialType.System_Int16 => Serde("Int16", 2),
        SpecialType.System_UInt16 => Serde("UInt16", 2),
        SpecialType.System_Char => Serde("Char", 2),
        SpecialType.System_Int32 => Serde("Int32", 4),
        SpecialType.System_UInt32 => Serde("UInt32", 4),
        SpecialType.System_Single => Serde("Single", 4),
        SpecialType.System_Int64 => Serde("Int64", 8),
        SpecialType.System_UInt64 => Serde("UInt64", 8),
        SpecialType.System_Double => Serde("Double", 8),
        SpecialType.System_String => Serde("String"),
        _ => IsByteArray(type) ? Serde("ByteArray")
            : WellKnown.IsSystem(type, "Guid") ? Serde("Guid", 36)
            : WellKnown.IsSystem(type, "DateTimeOffset") ? Serde("DateTimeOffset", 8)
            : null,
    };

    private static bool IsByteArray(ITypeSymbol type) =>
        type is IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte };

    private static SerdeRef Serde(string name, int fixedSize = 0) => new($"global::GenStreams.Serdes.{name}Serde.Instance", fixedSize)
    {
        Check = fixedSize == 0 ? SerdeCheck.None : SerdeCheck.Look,
    };
}
