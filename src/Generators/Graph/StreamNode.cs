using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Graph;

/// <summary>An operator in the graph.</summary>
/// <param name="Operator">What the user wrote.</param>
/// <param name="Inputs">Indexes of the upstream nodes in <see cref="StreamGraph.Nodes"/>.</param>
/// <param name="Output">What comes out of it; for terminal operators kind None.</param>
/// <param name="Facts">What passes need to know of it, computed once.</param>
internal sealed record StreamNode(OperatorModel Operator, EquatableArray<int> Inputs, EdgeType Output, NodeFacts Facts)
{
    /// <summary>The member's name.</summary>
    public string Name => Operator.Member.Name;
}

/// <summary>Facts of a node.</summary>
[Flags]
internal enum NodeFacts
{
    None = 0,

    /// <summary>Records may leave with another key than they came with (Map, FlatMap, SelectKey, GroupBy, Process).</summary>
    ChangesKey = 1,

    /// <summary>
    /// The key on its output may differ from the key that the record's partition was chosen by: it, or something upstream, changed it.
    /// </summary>
    NeedsRepartition = 2,

    /// <summary>It has a state store.</summary>
    IsStateful = 4,
}
