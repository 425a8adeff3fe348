using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Makes texts and facts of type symbols.</summary>
internal sealed class TypeRefFactory(AliasedAssemblies aliased)
{
    private static readonly SymbolDisplayFormat ReferenceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat IdentityFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat DisplayFormat = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The first type met that generated code cannot name, with the alias of its assembly; null when there is none.</summary>
    public (string Type, string Alias)? Unnamed { get; private set; }

    private readonly Dictionary<ITypeSymbol, TypeRef> _known = new(SymbolEqualityComparer.IncludeNullability);

    /// <summary>Whether generated code can name a type.</summary>
    public bool CanName(ITypeSymbol type) => aliased.AliasOf(type) is null;

    public TypeRef Create(ITypeSymbol type)
    {
        if (!_known.TryGetValue(type, out var known))
        {
            _known.Add(type, known = Make(type));
            Unnamed ??= aliased.AliasOf(type) is { } alias ? (known.Display, alias) : null;
        }

        return known;
    }

    /// <summary>
    /// Whether a type is, or is made of, one that the C# compiler could not find, or that is local to its file and so cannot be in a
    /// member's signature: it has said so itself.
    /// </summary>
    public static bool IsBroken(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        IArrayTypeSymbol array => IsBroken(array.ElementType),
        IPointerTypeSymbol pointer => IsBroken(pointer.PointedAtType),
        INamedTypeSymbol named => named.IsFileLocal || named.TypeArguments.Any(IsBroken),
        _ => false,
    };

    public static bool IsSpanOfBytes(ITypeSymbol type) =>
        type is INamedTypeSymbol
        {
            Name: "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
        } span && span.TypeArguments[0].SpecialType == SpecialType.System_Byte;

    private static TypeRef Make(ITypeSymbol type)
    {
        var underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : null;
        bool isRaw = IsSpanOfBytes(type) || type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte };
        string identity = isRaw
            ? TypeRef.RawIdentity
            : (underlying ?? type).WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(IdentityFormat);
        return new TypeRef(
            type.ToDisplayString(ReferenceFormat),
            identity,
            type.ToDisplayString(DisplayFormat),
            type.IsValueType,
            underlying is not null || (!type.IsValueType && type.NullableAnnotation != NullableAnnotation.NotAnnotated));
    }
}
