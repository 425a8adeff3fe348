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
        foreach (var node in graph.Nodes)
        {
            if (node.Work is TableJoinWork join)
            {
                node.Work = join with { Table = ViewOf(node.Table!, join.Table) };
            }
        }

        foreach (var node in Enumerable.Reverse(graph.Nodes))
        {
            if (node is { Outputs.Count: 0, Work: TableFilterWork { Store: null } or TableMapValuesWork { Store: null } })
            {
                node.Inputs[0].Outputs.Remove(node);
                node.Inputs[0].Unread.Add(node);
            }
        }

        foreach (var node in graph.Nodes)
        {
            if (node.Work is TableFilterWork filter && CanSendOldValues(node.Inputs[0]))
            {
                node.Work = filter with { SuppressesAbsent = true };
            }
        }

        foreach (var owner in graph.Nodes.Where(node => StoreOf(node) is not null && node.Outputs.Count > 0).ToList())
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
        _ => null,
    };

    /// <summary>The topic that a store is restored from: its own changelog, or the source topic of the table that it holds.</summary>
    public static TopicPlan ChangelogOf(NodeDraft owner) =>
        owner.Work is TableWork && owner.Inputs[0] is { Work: SourceWork { Topic.IsInternal: false } source } reader && reader.Member == owner.Member
            ? source.Topic
            : new TopicPlan(StoreOf(owner) + "-changelog", IsInternal: true);

    private static TableViewPlan ViewOf(NodeDraft table, TableViewPlan view)
    {
        var steps = new Stack<TableViewStep>();
        while (true)
        {
            switch (table.Work)
            {
                case TableWork { Store: null } work:
                    table.Work = work with { Store = table.Member };
                    continue;
                case TableFilterWork { Store: null } filter:
                    steps.Push(new TableViewStep(filter.Method, IsFilter: true, filter.Negated, table.Output.Value));
                    table = table.Inputs[0];
                    continue;
                case TableMapValuesWork { Store: null } map:
                    steps.Push(new TableViewStep(map.Method, IsFilter: false, Negated: false, table.Output.Value));
                    table = table.Inputs[0];
                    continue;
                default:
                    return view with { Store = StoreOf(table)!, Key = table.Output.Key, Value = table.Output.Value, Steps = new([.. steps]) };
            }
        }
    }

    /// <summary>Whether a table can tell old values without being materialized for it.</summary>
    private static bool CanSendOldValues(NodeDraft table) =>
        StoreOf(table) is not null || (table.Work is TableFilterWork or TableMapValuesWork && CanSendOldValues(table.Inputs[0]));
}
