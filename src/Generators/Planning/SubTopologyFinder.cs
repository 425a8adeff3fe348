using GenStreams.Generators.Graph;

namespace GenStreams.Generators.Planning;

/// <summary>
/// Cuts the nodes into sub-topologies: what hangs together through nodes, joined tables and shared stores. They are numbered by their
/// first node; global tables take numbers too, as in Kafka Streams.
/// </summary>
internal sealed class SubTopologyFinder
{
    private readonly Dictionary<NodeDraft, NodeDraft> _parents = [];

    /// <summary>The sub-topologies by id.</summary>
    public List<(int Id, List<NodeDraft> Nodes)> SubTopologies { get; } = [];

    /// <summary>The global tables by id.</summary>
    public List<(int Id, StreamNode Table)> GlobalTables { get; } = [];

    public static SubTopologyFinder Find(PhysicalGraph graph)
    {
        var finder = new SubTopologyFinder();
        finder.Connect(graph);
        finder.Number(graph);
        return finder;
    }

    private void Connect(PhysicalGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            _parents.Add(node, node);
        }

        var users = new Dictionary<string, NodeDraft>();
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs.Concat(node.Unread).Concat(node.Emits))
            {
                Join(node, output);
            }

            foreach (string store in node.UserStores)
            {
                if (users.TryGetValue(store, out var other))
                {
                    Join(other, node);
                }
                else
                {
                    users.Add(store, node);
                }
            }
        }

        foreach (var (first, second) in graph.Groups)
        {
            Join(first, second);
        }
    }

    private void Number(PhysicalGraph graph)
    {
        var ids = new Dictionary<NodeDraft, List<NodeDraft>>();
        int next = 0;
        int globals = 0;
        for (int i = 0; i <= graph.Nodes.Count; i++)
        {
            // Places were taken before nodes for changes were put in; those come after their owner, so the order is still right.
            while (globals < graph.Globals.Count && (i == graph.Nodes.Count || IsBefore(graph, globals, i)))
            {
                GlobalTables.Add((next++, graph.Globals[globals++].Table));
            }

            if (i == graph.Nodes.Count)
            {
                break;
            }

            var root = Root(graph.Nodes[i]);
            if (!ids.TryGetValue(root, out var nodes))
            {
                nodes = [];
                ids.Add(root, nodes);
                SubTopologies.Add((next++, nodes));
            }

            graph.Nodes[i].Index = nodes.Count;
            nodes.Add(graph.Nodes[i]);
        }
    }

    private static bool IsBefore(PhysicalGraph graph, int global, int node) =>
        graph.Globals[global].Place <= graph.Nodes.Take(node).Count(earlier => earlier.Work is not Plan.ChangesWork);

    private void Join(NodeDraft first, NodeDraft second) => _parents[Root(second)] = Root(first);

    private NodeDraft Root(NodeDraft node)
    {
        while (_parents[node] != node)
        {
            node = _parents[node];
        }

        return node;
    }
}
