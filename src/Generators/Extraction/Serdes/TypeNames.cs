using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Names of types and members in generated serdes.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat ReferenceFormat = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat DisplayFormat = SymbolDisplayFormat.MinimallyQualifiedFormat.RemoveMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type as code: <c>global::</c> qualified, without annotations of nullable references or names in tuples.</summary>
    public static string Reference(ITypeSymbol type) => type.ToDisplayString(ReferenceFormat);

    /// <summary>The type as a user would write it, without annotations of nullable references.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(DisplayFormat);

    /// <summary>The type's name in metadata, with its namespace and what it is nested in: what reflection calls its full name.</summary>
    public static string Metadata(INamedTypeSymbol type) => type.ContainingType is { } outer ? $"{Metadata(outer)}+{type.MetadataName}"
        : WellKnown.NamespaceOf(type) is { Length: > 0 } name ? $"{name}.{type.MetadataName}"
        : type.MetadataName;

    /// <summary>The name of a type's serde class.</summary>
    /// <param name="type">The type.</param>
    /// <param name="format">What its bytes are, where that is not MessagePack.</param>
    public static string SerdeClass(ITypeSymbol type, string format = "") => Words(type) + format + "Serde";

    /// <summary>A name as code: with <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>A text as a C# literal, with its quotes.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Words(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => "ArrayOf" + Words(array.ElementType),
        INamedTypeSymbol { IsTupleType: true } tuple => "TupleOf" + Join(tuple.TupleElements.Select(e => e.Type)),
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic => $"{generic.Name}Of{Join(generic.TypeArguments)}",
        _ => type.Name,
    };

    private static string Join(IEnumerable<ITypeSymbol> types) => string.Join("And", types.Select(Words));
}
