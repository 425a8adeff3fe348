using GenStreams.Generators.Planning;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>A node as descriptions and diagrams show it: what forwards a store's changes is one with the store's owner.</summary>
internal sealed class DescribedNode(string name, string member, string head, bool isSource, bool isSink)
{
    public string Name { get; } = name;

    /// <summary>The member whose work it does.</summary>
    public string Member { get; } = member;

    /// <summary>Its kind, name, and topics or stores.</summary>
    public string Head { get; } = head;

    public bool IsSource { get; } = isSource;

    public bool IsSink { get; } = isSink;

    /// <summary>The topic that it reads or writes; null when there is none, or it is chosen for each record.</summary>
    public string? Topic { get; private set; }

    /// <summary>The stores that it works with.</summary>
    public List<string> Stores { get; } = [];

    public List<DescribedNode> Successors { get; } = [];

    public List<DescribedNode> Predecessors { get; } = [];

    /// <summary>Kafka Streams' order: the greater the part of the graph below a node, the earlier; then by name.</summary>
    public static IComparer<DescribedNode> Order { get; } = Comparer<DescribedNode>.Create((left, right) =>
        left.Size != right.Size ? right.Size.CompareTo(left.Size) : string.CompareOrdinal(left.Name, right.Name));

    private int Size => 1 + Successors.Sum(successor => successor.Size);

    /// <summary>The nodes of a sub-topology, upstream first.</summary>
    public static List<DescribedNode> Of(SubTopologyPlan plan)
    {
        var shown = new List<DescribedNode>();
        var first = new DescribedNode?[plan.Nodes.Count];
        var last = new DescribedNode?[plan.Nodes.Count];
        for (int i = 0; i < plan.Nodes.Count; i++)
        {
            var node = plan.Nodes[i];
            if (node.Work is ChangesWork or EmitWork)
            {
                first[i] = last[i] = last[node.Inputs[0]];
                continue;
            }

            if (node.Work is JoinBufferWork)
            {
                // One with its join, which comes next.
                continue;
            }

            first[i] = last[i] = Shown(plan, node);
            if (node.Work is TableJoinWork && plan.Nodes[node.Inputs[0]].Work is JoinBufferWork)
            {
                first[node.Inputs[0]] = last[node.Inputs[0]] = last[i];
            }

            shown.Add(last[i]!);
            if (node.Work is RepartitionWork { DropsNullKeys: true } repartition)
            {
                var filter = new DescribedNode(
                    repartition.Topic.Name + "-filter", node.Member, $"Processor: {repartition.Topic.Name}-filter (stores: [])", false, false);
                filter.ForwardTo(last[i]!);
                first[i] = filter;
                shown.Insert(shown.Count - 1, filter);
            }

            if (node.Work is JoinSideWork side)
            {
                first[i] = Windowed(node.Member, side);
                first[i]!.ForwardTo(last[i]!);
                shown.Insert(shown.Count - 1, first[i]!);
            }
        }

        for (int i = 0; i < plan.Nodes.Count; i++)
        {
            foreach (int output in plan.Nodes[i].Outputs.Concat(plan.Nodes[i].Unread).Concat(plan.Nodes[i].Emits))
            {
                if (plan.Nodes[output].Work is not (ChangesWork or EmitWork) && last[i] != first[output])
                {
                    last[i]!.ForwardTo(first[output]!);
                }
            }
        }

        return shown;
    }

    /// <summary>Kafka Streams keeps a side's records in a node of their own, before the one that joins.</summary>
    private static DescribedNode Windowed(string member, JoinSideWork side)
    {
        string name = member + (side.IsLeft ? "-this-windowed" : "-other-windowed");
        string store = side.IsLeft ? side.Join.LeftStore : side.Join.RightStore;
        var node = new DescribedNode(name, member, $"Processor: {name} (stores: [{store}])", false, false);
        node.Stores.Add(store);
        return node;
    }

    private static DescribedNode Shown(SubTopologyPlan plan, PlanNode node)
    {
        var stores = StoresOf(plan, node);
        DescribedNode shown = node.Work switch
        {
            SourceWork work => new(node.Name, node.Member, $"Source: {node.Name} (topics: [{work.Topic.Name}])", true, false)
            {
                Topic = work.Topic.Name,
            },
            SinkWork { Sink.Topic: { } topic } => new(node.Name, node.Member, $"Sink: {node.Name} (topic: {topic})", false, true) { Topic = topic },
            SinkWork work => new(
                node.Name, node.Member, $"Sink: {node.Name} (extractor class: {work.Sink.TopicSelector!.Name})", false, true),
            RepartitionWork work => new(node.Name, node.Member, $"Sink: {node.Name} (topic: {work.Topic.Name})", false, true)
            {
                Topic = work.Topic.Name,
            },
            _ => new(node.Name, node.Member, $"Processor: {node.Name} (stores: [{string.Join(", ", stores)}])", false, false),
        };
        shown.Stores.AddRange(stores);
        return shown;
    }

    private static List<string> StoresOf(SubTopologyPlan plan, PlanNode node)
    {
        var used = (MethodOf(node.Work)?.Parameters.Items ?? [])
            .Where(parameter => parameter.Role == Model.ParameterRole.Store)
            .Select(parameter => plan.Stores.First(store => store.Node < 0 && store.Member == parameter.Member).Name);
        if (node.Work is JoinSideWork { IsLeft: var isLeft, Join: var stream })
        {
            // The side's own store is that of the node before.
            return new[] { isLeft ? stream.RightStore : stream.LeftStore, stream.UnjoinedStore }.OfType<string>().OrderBy(name => name, StringComparer.Ordinal).ToList();
        }

        var read = node.Work switch
        {
            TableJoinWork join => join.Table.Stores(),
            TableSideJoinWork join => join.Other.Stores(),
            ForeignKeyAnswerWork answer => answer.Right.Stores().Append(answer.Store),
            ForeignKeyTellWork tell => [tell.Store],
            ForeignKeyResolveWork resolve => resolve.Left.Stores(),
            _ => [],
        };
        string? own = node.Work switch
        {
            TableWork table => table.Store,
            AggregateWork aggregate => aggregate.Store,
            TableFilterWork filter => filter.Store,
            TableMapValuesWork map => map.Store,
            TableMergeWork merge => merge.Store,
            TableAggregateWork aggregate => aggregate.Store,
            SuppressWork suppress => suppress.Store,
            _ => null,
        };
        string? buffer = node.Work is TableJoinWork && plan.Nodes[node.Inputs[0]].Work is JoinBufferWork wait ? wait.Store : null;
        return used.Concat(read).Concat(new[] { own, buffer }.OfType<string>()).OrderBy(name => name, StringComparer.Ordinal).ToList();
    }

    private static Model.MethodModel? MethodOf(PlanWork work) => work switch
    {
        MapValuesWork map => map.Method,
        FlatMapValuesWork map => map.Method,
        CallWork call => call.Method,
        ProcessWork process => process.Method,
        PunctuateWork punctuate => punctuate.Method,
        _ => null,
    };

    private void ForwardTo(DescribedNode node)
    {
        Successors.Add(node);
        node.Predecessors.Add(this);
    }
}
