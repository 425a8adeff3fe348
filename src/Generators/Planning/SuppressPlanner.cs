using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>What a suppress waits for.</summary>
internal static class SuppressPlanner
{
    public static SuppressWork WorkOf(StreamGraph graph, int index, SuppressModel suppress)
    {
        var window = suppress.TimeLimit is null ? WindowsOf(graph, index).OrderByDescending(WaitOf).First() : null;
        var limits = new SuppressLimitsPlan(
            suppress.TimeLimit ?? WaitOf(window!),
            suppress.MaxRecords,
            suppress.MaxBytes,
            suppress.EmitsEarly,
            DropsDeletes: window is not null);
        return new SuppressWork(suppress.Store, limits, window is null ? null : EndOf(window));
    }

    /// <summary>
    /// The windows of the aggregations that a table is made of, as Kafka Streams looks for them: the nearest upstream on each way. Of
    /// several, as of a join, the one that stays open the longest counts.
    /// </summary>
    private static IEnumerable<WindowModel> WindowsOf(StreamGraph graph, int index)
    {
        foreach (int input in graph.Nodes[index].Inputs)
        {
            var window = graph.Nodes[input].Operator.Member.Window;
            foreach (var found in window is null or JoinWindowModel ? WindowsOf(graph, input) : [window])
            {
                yield return found;
            }
        }
    }

    /// <summary>How long after its end a window can change.</summary>
    private static long WaitOf(WindowModel window) => window.Grace + (window is SessionWindowModel session ? session.Gap : 0);

    private static WindowEndPlan EndOf(WindowModel window) => window switch
    {
        TimeWindowModel time => new WindowEndPlan(8, time.Size),
        SlidingWindowModel sliding => new WindowEndPlan(8, sliding.Difference),
        _ => new WindowEndPlan(16, 0),
    };

    /// <summary>A table of what a suppress has let through: those who look rows up see what they could see downstream.</summary>
    public static NodeDraft KeptAfter(PhysicalGraph graph, NodeDraft suppress)
    {
        if (suppress.Outputs.Count == 1 && suppress.Outputs[0] is { Work: TableWork } known)
        {
            return known;
        }

        var kept = new NodeDraft(
            suppress.Name + "Kept", suppress.Member, $"Rows of {suppress.Member}", new TableWork(suppress.Member), suppress.Output, suppress.Output);
        suppress.InsertAfter(kept);
        graph.Nodes.Insert(graph.Nodes.IndexOf(suppress) + 1, kept);
        return kept;
    }
}
