using System.Collections.Immutable;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

/// <summary>A topology with types on all edges, as far as they could be found.</summary>
/// <param name="Model">The topology.</param>
/// <param name="Nodes">The operators, each after those that it reads.</param>
/// <param name="Stores">The user's own stores, by name.</param>
internal sealed record TypedTopology(TopologyModel Model, ImmutableArray<TypedNode> Nodes, ImmutableArray<StateStoreModel> Stores)
{
    /// <summary>What a node reads at a place; null when that is faulty.</summary>
    public TypedEdge? InputOf(TypedNode node, int place) => Nodes[node.Inputs[place]].Output;
}
