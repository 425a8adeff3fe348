using System.Collections.Immutable;
using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

/// <summary>An operator with what comes out of it.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Inputs">Indexes of the nodes that it reads.</param>
/// <param name="Output">What comes out; null when something is wrong with it or with what it reads, which has been reported.</param>
/// <param name="Facts">Facts of the node.</param>
internal sealed record TypedNode(OperatorModel Operator, ImmutableArray<int> Inputs, TypedEdge? Output, NodeFacts Facts)
{
    public string Name => Operator.Member.Name;
}

/// <summary>What comes out of an operator, and where the types of its key and its value are written.</summary>
internal sealed record TypedEdge(EdgeType Type, AnchorId KeyAnchor, AnchorId ValueAnchor)
{
    public EdgeKind Kind => Type.Kind;

    public LaneType Key => Type.Key;

    public LaneType Value => Type.Value;

    /// <summary>The partition count that a repartition upstream has set; 0 when it is only known at run time.</summary>
    public int Partitions { get; init; }

    /// <summary>For how many milliseconds the table keeps versions that later ones have followed; null when it keeps the latest only.</summary>
    public long? History { get; init; }

    /// <summary>Whether it is a versioned table.</summary>
    public bool IsVersioned => History is not null;

    /// <summary>The windows that the keys are of; null when they have none.</summary>
    public WindowModel? Window { get; init; }

    public TypedEdge WithKey(LaneType key, AnchorId anchor) => this with { Type = Type with { Key = key }, KeyAnchor = anchor };

    public TypedEdge WithValue(LaneType value, AnchorId anchor) => this with { Type = Type with { Value = value }, ValueAnchor = anchor };

    public TypedEdge WithKind(EdgeKind kind) => this with { Type = Type with { Kind = kind } };
}
