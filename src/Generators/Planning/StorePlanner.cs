using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>
/// Decides which tables have a store. A table is materialized when the user named its store or when a join reads it, as in Kafka
/// Streams; aggregations always are. Which of them tell the value before a change follows from who needs it: see <see cref="LanePlanner"/>.
/// </summary>
internal static class StorePlanner
{
    public static void Plan(PhysicalGraph graph)
    {
        foreach (var node in graph.Nodes.ToList())
        {
            ReadTables(graph, node);
        }

        foreach (var node in Enumerable.Reverse(graph.Nodes))
        {
            if (node.Outputs.Count == 0 && IsView(node.Work))
            {
                foreach (var input in node.Inputs)
                {
                    input.Outputs.Remove(node);
                    input.Unread.Add(node);
                }
            }
        }

        foreach (var node in graph.Nodes)
        {
            // A late delete is news, whatever the latest row is.
            if (node.Work is TableFilterWork filter && TableViewPlanner.CanSendOldValues(node.Inputs[0]) && !VersionPlanner.CanBeLate(node))
            {
                node.Work = filter with { SuppressesAbsent = true };
            }
        }

        foreach (var owner in graph.Nodes.Where(node => StoreOf(node) is not null && node.Outputs.Count > 0 && !IsVersioned(node)).ToList())
        {
            var changes = new NodeDraft(
                owner.Name + "Changed", owner.Member, $"A change of {owner.Member}", new ChangesWork(StoreOf(owner)!), owner.Output, owner.Output);
            owner.InsertAfter(changes);
            var writers = graph.Nodes.Where(node => node == owner || node.Into == owner).ToList();
            foreach (var cogroup in writers.Where(node => node != owner))
            {
                cogroup.ForwardTo(changes);
            }

            graph.Nodes.Insert(writers.Max(graph.Nodes.IndexOf) + 1, changes);
        }
    }

    /// <summary>The store that a node owns; null when it owns none.</summary>
    public static string? StoreOf(NodeDraft node) => node.Work switch
    {
        TableWork table => table.Store,
        AggregateWork { IsCogroup: false } aggregate => aggregate.Store,
        TableFilterWork filter => filter.Store,
        TableMapValuesWork map => map.Store,
        TableMergeWork merge => merge.Store,
        TableAggregateWork aggregate => aggregate.Store,
        _ => null,
    };

    /// <summary>
    /// The topic that a store is restored from: its own changelog, or the source topic of the table that it holds, which has no deletions of the
    /// table's own.
    /// </summary>
    public static TopicPlan ChangelogOf(NodeDraft owner) =>
        owner is { Work: TableWork { HistoryRetention: null }, Rows.Retention: null } && owner.Inputs[0] is { Work: SourceWork { Topic.IsInternal: false } source } reader && reader.Member == owner.Member
            ? source.Topic
            : new TopicPlan(StoreOf(owner) + "-changelog", IsInternal: true);

    private static bool IsVersioned(NodeDraft node) => node.Work is TableWork { HistoryRetention: not null };

    private static void ReadTables(PhysicalGraph graph, NodeDraft node)
    {
        switch (node.Work)
        {
            case SuppressWork:
                TableViewPlanner.RequireOldValues(node.Inputs[0]);
                break;
            case TableJoinWork join:
                node.Work = join with { Table = TableViewPlanner.ViewOf(graph, node.Table!, join.Table) };
                break;
            case ForeignKeyAnswerWork answer:
                node.Work = answer with { Right = TableViewPlanner.ViewOf(graph, node.Table!, answer.Right) with { IsVersioned = false } };
                break;
            case ForeignKeyResolveWork resolve:
                node.Work = resolve with { Left = TableViewPlanner.ViewOf(graph, node.Table!, resolve.Left) with { IsVersioned = false } };
                break;
            case TableGroupWork or ForeignKeySubscribeWork:
                TableViewPlanner.RequireOldValues(node.Inputs[0]);
                break;
            case TableSideJoinWork side:
                // A join of tables is one of their latest rows.
                side = side with
                {
                    Other = TableViewPlanner.ViewOf(graph, node.Table!, side.Other) with { IsVersioned = false },
                    LosesBoth = side.Kind == JoinKind.Inner && TableViewPlanner.ComeOfOneTable(node.Inputs[0], node.Table!),
                };
                node.Work = side;
                if (side.NeedsOld)
                {
                    TableViewPlanner.RequireOldValues(node.Inputs[0]);
                }

                break;
        }
    }

    /// <summary>Whether work does nothing but make rows, which who looks them up can do as well.</summary>
    private static bool IsView(PlanWork work) =>
        work is TableFilterWork { Store: null } or TableMapValuesWork { Store: null } or TableMergeWork { Store: null } or TableSideJoinWork;
}
