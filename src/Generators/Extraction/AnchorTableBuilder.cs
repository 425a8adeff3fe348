using System.Collections.Immutable;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

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

    public AnchorTable ToTable(string topology) => new(topology, _locations.ToImmutable());
}
