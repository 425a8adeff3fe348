using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Planning.Plan;

/// <summary>A processor of a sub-topology.</summary>
/// <param name="Name">Its name in the topology's description, unique in the topology.</param>
/// <param name="Member">The member whose work it does.</param>
/// <param name="Title">What it is, for a comment.</param>
/// <param name="Work">What it does.</param>
/// <param name="Inputs">The nodes that forward to it.</param>
/// <param name="Outputs">The nodes that it forwards to, in order.</param>
/// <param name="Unread">Nodes below it that nobody reads but joins, which do their work themselves; shown, but not run.</param>
/// <param name="In">What reaches it, and in which forms.</param>
/// <param name="Out">What leaves it; null when nothing does.</param>
internal sealed record PlanNode(
    string Name,
    string Member,
    string Title,
    PlanWork Work,
    EquatableArray<int> Inputs,
    EquatableArray<int> Outputs,
    EquatableArray<int> Unread,
    LanesPlan In,
    LanesPlan? Out)
{
    /// <summary>Whether callers say whether a change is the latest of its key.</summary>
    public bool IsToldOfLatest { get; init; }

    /// <summary>The nodes of work <see cref="EmitWork"/> that it emits to, in the order of its method's outputs.</summary>
    public EquatableArray<int> Emits { get; init; }
}
