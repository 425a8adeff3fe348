using System.Collections.Immutable;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>Numbers the places of one topology that messages can point at.</summary>
internal sealed class AnchorTableBuilder
{
    private readonly ImmutableArray<Location>.Builder _locations = ImmutableArray.CreateBuilder<Location>();

    public AnchorId Add(Location location)
    {
        _locations.Add(location);
        return new AnchorId(_locations.Count - 1);
    }

    /// <summary>The name of a symbol, where it is declared.</summary>
    public AnchorId AddName(ISymbol symbol) => Add(symbol.Locations.FirstOrDefault() ?? Location.None);

    public AnchorId Add(SyntaxNode node) => Add(node.GetLocation());

    /// <summary>The first and the second type in a written type such as <c>Stream&lt;K, V&gt;</c> or <c>(K, V)</c>; the whole where it is not so written.</summary>
    public (AnchorId First, AnchorId Second) AddPair(TypeSyntax? type, AnchorId whole) => type switch
    {
        GenericNameSyntax { TypeArgumentList.Arguments: { Count: 2 } types } => (Add(types[0]), Add(types[1])),
        TupleTypeSyntax { Elements: { Count: 2 } elements } => (Add(elements[0].Type), Add(elements[1].Type)),
        QualifiedNameSyntax qualified => AddPair(qualified.Right, whole),
        AliasQualifiedNameSyntax aliased => AddPair(aliased.Name, whole),
        _ => (whole, whole),
    };

    public AnchorTable ToTable(string topology) => new(topology, _locations.ToImmutable());
}
