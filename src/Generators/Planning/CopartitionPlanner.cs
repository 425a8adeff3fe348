using GenStreams.Generators.Collections;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>
/// Finds the sources whose topics must have equal partition counts: all that lie upstream of either side of a join, or of any input of a
/// cogroup.
/// </summary>
internal static class CopartitionPlanner
{
    public static EquatableArray<EquatableArray<int>> Plan(List<NodeDraft> nodes, List<NodeDraft> sources)
    {
        var groups = new List<SortedSet<int>>();
        foreach (var node in nodes.Where(node => (node.Table ?? node.Into) is not null || node.Work is JoinedWork))
        {
            var group = new SortedSet<int>();
            AddSources(node, sources, group);
            if ((node.Table ?? node.Into) is { } partner)
            {
                AddSources(partner, sources, group);
            }

            foreach (var other in groups.Where(other => other.Overlaps(group)).ToList())
            {
                group.UnionWith(other);
                groups.Remove(other);
            }

            groups.Add(group);
        }

        return groups.OrderBy(group => group.Min).Select(group => group.ToEquatableArray()).ToEquatableArray();
    }

    private static void AddSources(NodeDraft node, List<NodeDraft> sources, SortedSet<int> found)
    {
        if (node.Work is SourceWork)
        {
            found.Add(sources.IndexOf(node));
        }

        foreach (var input in node.Inputs)
        {
            AddSources(input, sources, found);
        }
    }
}
