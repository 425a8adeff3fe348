using GenStreams.Generators.Model.Serdes;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>The types that the MessagePack writer and reader know themselves.</summary>
internal static class LeafTypes
{
    private static readonly HashSet<string> SystemTypes = ["DateOnly", "DateTimeOffset", "Guid", "TimeOnly", "TimeSpan", "Uri"];

    /// <summary>How a type is written, when the writer knows it.</summary>
    public static PartModel? Find(ITypeSymbol type) =>
        Name(type) is { } name ? new PartModel(PartKind.Leaf, name, TypeNames.Reference(type), type.IsReferenceType) : null;

    private static string? Name(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean
            or SpecialType.System_Char
            or SpecialType.System_SByte
            or SpecialType.System_Byte
            or SpecialType.System_Int16
            or SpecialType.System_UInt16
            or SpecialType.System_Int32
            or SpecialType.System_UInt32
            or SpecialType.System_Int64
            or SpecialType.System_UInt64
            or SpecialType.System_Decimal
            or SpecialType.System_Single
            or SpecialType.System_Double
            or SpecialType.System_String
            or SpecialType.System_DateTime => type.Name,
        _ => type is IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } ? "ByteArray"
            : SystemTypes.Contains(type.MetadataName) && WellKnown.IsSystem(type, type.MetadataName) ? type.MetadataName
            : null,
    };
}
