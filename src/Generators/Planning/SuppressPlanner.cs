using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>What a suppress waits for.</summary>
internal static class SuppressPlanner
{
    public static SuppressWork WorkOf(SuppressModel suppress) => new(
        suppress.Store,
        new SuppressLimitsPlan(suppress.TimeLimit ?? 0, suppress.MaxRecords, suppress.MaxBytes, suppress.EmitsEarly, DropsDeletes: false),
        WindowEnd: null);

    /// <summary>A table of what a suppress has let through: those who look rows up see what they could see downstream.</summary>
    public static NodeDraft KeptAfter(PhysicalGraph graph, NodeDraft suppress)
    {
        if (suppress.Outputs.Count == 1 && suppress.Outputs[0] is { Work: TableWork } known)
        {
            return known;
        }

        var kept = new NodeDraft(
            suppress.Name + "-kept", suppress.Member, $"Rows of {suppress.Member}", new TableWork(suppress.Member), suppress.Output, suppress.Output);
        suppress.InsertAfter(kept);
        graph.Nodes.Insert(graph.Nodes.IndexOf(suppress) + 1, kept);
        return kept;
    }
}
