using GenStreams.Generators.Graph;

namespace GenStreams.Generators.Planning;

/// <summary>
/// The operators upstream first and, where that leaves a choice, as they are declared: the order in which Kafka Streams would build them.
/// </summary>
internal static class DeclarationOrder
{
    public static List<int> Of(StreamGraph graph)
    {
        int[] missing = new int[graph.Nodes.Count];
        var readers = new List<int>[graph.Nodes.Count];
        for (int i = 0; i < readers.Length; i++)
        {
            readers[i] = [];
        }

        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            missing[i] = graph.Nodes[i].Inputs.Count;
            foreach (int input in graph.Nodes[i].Inputs)
            {
                readers[input].Add(i);
            }
        }

        var ready = new SortedSet<(int Order, int Node)>();
        for (int i = 0; i < missing.Length; i++)
        {
            if (missing[i] == 0)
            {
                ready.Add((graph.Nodes[i].Operator.Member.Order, i));
            }
        }

        var ordered = new List<int>(missing.Length);
        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            ordered.Add(next.Node);
            foreach (int reader in readers[next.Node])
            {
                if (--missing[reader] == 0)
                {
                    ready.Add((graph.Nodes[reader].Operator.Member.Order, reader));
                }
            }
        }

        return ordered;
    }
}
