using System.Collections.Immutable;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>
/// Where a topology's anchors really are. It stays outside the model and is joined with messages only when they are reported, from the
/// same extraction as the model: a location of a syntax tree that is gone would end the whole generator.
/// </summary>
internal sealed class AnchorTable(string topology, ImmutableArray<Location> locations) : IEquatable<AnchorTable>
{
    /// <summary>The metadata name of the topology.</summary>
    public string Topology { get; } = topology;

    /// <summary>The files that the places are in.</summary>
    public ImmutableArray<SyntaxTree> Files { get; } = [.. locations.Select(static l => l.SourceTree).OfType<SyntaxTree>().Distinct()];

    public Location this[AnchorId anchor] => locations[anchor.Index];

    public bool Equals(AnchorTable? other) =>
        other is not null && Topology == other.Topology && locations.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as AnchorTable);

    public override int GetHashCode() => unchecked((StringComparer.Ordinal.GetHashCode(Topology) * 31) + locations.Length);

    private ImmutableArray<Location> Items => locations;
}
