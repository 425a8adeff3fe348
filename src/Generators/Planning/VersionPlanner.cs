using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>
/// Tables with versions. A late update of theirs goes into the history and is told of as one that is not the latest; who works with the
/// latest rows only drops it.
/// </summary>
internal static class VersionPlanner
{
    /// <summary>The store of a versioned table: never cached, and with a changelog of its own, as the topic need not keep the history.</summary>
    public static StorePlan StoreOf(NodeDraft table, long historyRetention) => new(
        StorePlanner.StoreOf(table)!,
        table.Member,
        StorePlanner.ChangelogOf(table),
        Caching: false,
        KeepsOldValues: false,
        table.Output.Key,
        table.Output.Value,
        table.Index)
    {
        Kind = new VersionedKind(historyRetention),
    };

    /// <summary>Whether the changes that leave a node can be late ones.</summary>
    public static bool CanBeLate(NodeDraft node) => node.Work switch
    {
        TableWork { HistoryRetention: not null } => true,
        TableFilterWork { Store: null } or TableMapValuesWork { Store: null } => CanBeLate(node.Inputs[0]),
        _ => false,
    };

    /// <summary>Notes which nodes have to be told whether a change is the latest.</summary>
    public static void Plan(PhysicalGraph graph)
    {
        foreach (var node in Enumerable.Reverse(graph.Nodes))
        {
            bool passesOn = node.Work is TableFilterWork { Store: null } or TableMapValuesWork { Store: null }
                && node.Outputs.Any(output => output.IsToldOfLatest);
            node.IsToldOfLatest = node.Inputs.Any(CanBeLate) && (passesOn || DropsLate(node));
        }
    }

    /// <summary>Whether a node works with the latest rows only.</summary>
    private static bool DropsLate(NodeDraft node) =>
        node.Work is TableSideJoinWork or TableGroupWork or ForeignKeySubscribeWork or ForeignKeyTellWork;
}
