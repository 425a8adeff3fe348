using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>
/// Finds how a table is read by who looks its rows up, and sees to it that there is a store to read: what is not materialized is computed
/// from the tables that it is made of.
/// </summary>
internal static class TableViewPlanner
{
    /// <param name="graph">The nodes.</param>
    /// <param name="table">The node whose rows are looked up.</param>
    /// <param name="view">What is known of the table before stores are planned.</param>
    public static TableViewPlan ViewOf(PhysicalGraph graph, NodeDraft table, TableViewPlan view)
    {
        bool isJoined = false;
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
                case TableMergeWork { Store: null }:
                    var side = table.Inputs[0];
                    var join = (TableSideJoinWork)side.Work;
                    var right = new ViewJoinPlan(join.Kind, ViewOf(graph, side.Table!, join.Other) with { IsVersioned = false });
                    isJoined = true;
                    steps.Push(new TableViewStep(join.Method, IsFilter: false, Negated: false, table.Output.Value) { Join = right });
                    table = side.Inputs[0];
                    continue;
                case SuppressWork:
                    table = SuppressPlanner.KeptAfter(graph, table);
                    continue;
                default:
                    return view with
                    {
                        Store = StorePlanner.StoreOf(table)!,
                        Key = table.Output.Key,
                        Value = table.Output.Value,
                        Steps = new([.. steps]),
                        IsVersioned = !isJoined && table.Work is TableWork { HistoryRetention: not null },
                    };
            }
        }
    }

    /// <summary>Sees to it that a table can tell the value before a change: a source is materialized for it, as in Kafka Streams.</summary>
    public static void RequireOldValues(NodeDraft table)
    {
        switch (table.Work)
        {
            case TableWork { Store: null } work:
                table.Work = work with { Store = table.Member };
                break;
            case TableFilterWork { Store: null } or TableMapValuesWork { Store: null }:
                RequireOldValues(table.Inputs[0]);
                break;
        }
    }

    /// <summary>Whether a table can tell old values without being materialized for it.</summary>
    public static bool CanSendOldValues(NodeDraft table) =>
        StorePlanner.StoreOf(table) is not null
        || table.Work is TableMergeWork or SuppressWork
        || (table.Work is TableFilterWork or TableMapValuesWork && CanSendOldValues(table.Inputs[0]));

    /// <summary>Whether a table is made of another, or both of a third.</summary>
    public static bool ComeOfOneTable(NodeDraft first, NodeDraft second) => TablesOf(first, []).Overlaps(TablesOf(second, []));

    private static HashSet<NodeDraft> TablesOf(NodeDraft table, HashSet<NodeDraft> found)
    {
        if (table.Output.Kind == EdgeKind.Table && found.Add(table))
        {
            foreach (var input in table.Inputs)
            {
                TablesOf(input, found);
            }
        }

        return found;
    }
}
