using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>Turns operators into nodes: sources, the operators themselves, repartition topics between them, sinks.</summary>
internal sealed partial class PhysicalGraphBuilder
{
    private static readonly EdgeKind[] Tables = [EdgeKind.Table, EdgeKind.GroupedTable];

    private readonly StreamGraph _graph;
    private readonly PhysicalGraph _physical;
    private readonly RepartitionPlanner _repartitions;
    private readonly Dictionary<int, NodeDraft> _splits = [];

    private PhysicalGraphBuilder(StreamGraph graph)
    {
        _graph = graph;
        _physical = new PhysicalGraph(graph, [], [], []);
        _repartitions = new RepartitionPlanner(graph);
    }

    public static PhysicalGraph Build(StreamGraph graph)
    {
        var builder = new PhysicalGraphBuilder(graph);
        var order = DeclarationOrder.Of(graph);
        foreach (int index in order)
        {
            for (int slot = 0; slot < graph.Nodes[index].Inputs.Count; slot++)
            {
                // Asked for all before any is made: whether nulls are dropped depends on all readers.
                builder._repartitions.For(index, slot);
            }
        }

        foreach (int index in order)
        {
            builder.Add(index);
        }

        return builder._physical;
    }

    private void Add(int index)
    {
        var node = _graph.Nodes[index];
        if (node.Output.Kind == EdgeKind.GlobalTable)
        {
            _physical.Globals.Add((_physical.Nodes.Count, node));
            return;
        }

        if (node.Operator is CogroupModel)
        {
            // Comes with the aggregate that it goes into, which is built after all that goes into it.
            return;
        }

        var draft = node.Operator switch
        {
            SourceModel source => AddSource(node, source),
            RepartitionModel repartition => AddRepartition(index, node, repartition),
            BranchModel => AddBranch(index, node),
            JoinModel join => AddJoin(index, node, join),
            AggregateModel when node.Inputs.Count > 1 => AddCogroup(index, node),
            GroupByModel when node.Output.Kind == EdgeKind.GroupedTable => AddTableGroup(index, node),
            SuppressModel suppress => AddSuppress(index, node, suppress),
            PunctuateModel punctuate => AddPunctuator(node, punctuate),
            OutputModel => AddOutput(index, node),
            _ => AddPlain(index, node),
        };
        _physical.Leaving.Add(index, draft);
        AddSinks(node, draft);
    }

    private NodeDraft AddSource(StreamNode node, SourceModel source)
    {
        bool isTable = node.Output.Kind == EdgeKind.Table;
        var work = new SourceWork(new TopicPlan(source.Topic), source.OffsetReset) 
        {
            Timestamps = source.Timestamps,
            IsUnchecked = source.IsUnchecked,
        };
        var stream = node.Output with { Kind = EdgeKind.Stream };
        string title = $"Source: {source.Topic}";
        if (!isTable)
        {
            return Keep(new NodeDraft(node.Name, node.Name, title, work, stream, stream));
        }

        var reader = Keep(new NodeDraft(node.Name + "-source", node.Name, title, work, stream, stream));
        var table = TableOf(node, source.Store, source.HistoryRetention);
        return Below(reader, new NodeDraft(node.Name, node.Name, $"Table of {source.Topic}", table, stream, node.Output) { Rows = source.Rows });
    }

    private NodeDraft AddRepartition(int index, StreamNode node, RepartitionModel repartition)
    {
        var topic = new RepartitionTopic(repartition.TopicName ?? node.Name, node.Name) { KeepsNullKeys = _repartitions.KeepsNullKeys(index) };
        if (repartition.Partitions > 0)
        {
            _physical.Partitions.Add(new TopicPlan(topic.Topic, IsInternal: true), repartition.Partitions);
        }

        return AddTopic(InputOf(index, 0), topic, repartition.Partitioner);
    }

    /// <summary>Writes to a repartition topic and reads it back.</summary>
    private NodeDraft AddTopic(NodeDraft upstream, RepartitionTopic repartition, MethodModel? partitioner)
    {
        var topic = new TopicPlan(repartition.Topic, IsInternal: true);
        var edge = upstream.Output;
        var none = edge with { Kind = EdgeKind.None };
        Below(upstream, new NodeDraft(
            repartition.Topic + "-sink",
            repartition.Member,
            $"To {repartition.Topic}",
            new RepartitionWork(topic, partitioner, DropsNullKeys: !repartition.KeepsNullKeys),
            edge,
            none));
        var stream = edge with { Kind = EdgeKind.Stream };
        return Keep(new NodeDraft(
            repartition.Topic + "-source",
            repartition.Member,
            $"Source: {repartition.Topic}",
            new SourceWork(topic, OffsetReset.Earliest),
            stream,
            stream));
    }

    private NodeDraft AddBranch(int index, StreamNode node)
    {
        int input = node.Inputs[0];
        var upstream = InputOf(index, 0);
        if (!_splits.TryGetValue(input, out var split))
        {
            string name = _graph.Nodes[input].Name;
            split = Below(upstream, new NodeDraft(name + "-split", name, $"Branches of {name}", new SplitWork([]), upstream.Output, upstream.Output));
            _splits.Add(input, split);
        }

        var branches = ((SplitWork)split.Work).Branches.Items;
        split.Work = new SplitWork(branches.Add(new BranchPlan(node.Name, node.Operator.Member.Method)));
        return Below(split, new NodeDraft(node.Name, node.Name, Title(node), new PassWork(), upstream.Output, node.Output));
    }

    private NodeDraft AddJoin(int index, StreamNode node, JoinModel join)
    {
        var left = InputOf(index, 0);
        var method = join.Member.Method!;
        bool isLeft = join.Kind == JoinKind.Left;
        var right = _graph.Nodes[node.Inputs[1]];
        if (right.Output.Kind == EdgeKind.GlobalTable)
        {
            string store = ((SourceModel)right.Operator).Store ?? right.Name;
            var global = new GlobalTableJoinWork(method, isLeft, join.KeySelector, store, right.Output.Key, right.Output.Value);
            return Below(left, new NodeDraft(node.Name, node.Name, Title(node), global, left.Output, node.Output));
        }

        if (right.Output.Kind == EdgeKind.Stream)
        {
            return AddStreamJoin(index, node, left);
        }

        var table = InputOf(index, 1);
        if (node.Output.Kind == EdgeKind.Table)
        {
            return join.ForeignKey is null ? AddTableJoin(node, join, left, table) : AddForeignKeyJoin(node, join, left, table);
        }

        if (join.Grace is { } grace)
        {
            left = AddGrace(node, join, left, grace);
        }

        var view = new TableViewPlan("", right.Output.Key, right.Output.Value, []);
        var draft = Below(left, new NodeDraft(
            node.Name, node.Name, Title(node), new TableJoinWork(method, isLeft, view), left.Output, node.Output));
        draft.Table = table;
        _physical.Groups.Add((table, draft));
        return draft;
    }

    private NodeDraft AddPlain(int index, StreamNode node)
    {
        var first = InputOf(index, 0);
        var input = node.Operator is MergeModel ? node.Output : first.Output;
        var draft = Below(first, new NodeDraft(node.Name, node.Name, Title(node), WorkOf(node, input), input, node.Output) { Rows = node.Operator.Rows });
        for (int slot = 1; slot < node.Inputs.Count; slot++)
        {
            InputOf(index, slot).ForwardTo(draft);
        }

        AddStores(node, draft);
        return AddEmits(node, draft) ?? draft;
    }

    private static PlanWork WorkOf(StreamNode node, EdgeType input)
    {
        var method = node.Operator.Member.Method!;
        var window = node.Operator.Member.Window;
        bool isTable = Tables.Contains(input.Kind);
        return node.Operator switch
        {
            MergeModel or ToStreamModel => new PassWork(),
            FilterModel filter when isTable => new TableFilterWork(method, filter.Negated, filter.Store, SuppressesAbsent: false),
            FilterModel filter => new FilterWork(method, filter.Negated),
            MapModel => new MapWork(method),
            MapValuesModel map when isTable => new TableMapValuesWork(method, map.Store),
            MapValuesModel => new MapValuesWork(method),
            ProcessModel => new ProcessWork(method),
            ProcessValuesModel when method.Returns is not null => new MapValuesWork(method),
            ProcessValuesModel when method.ResultValue is null => new CallWork(method),
            ProcessValuesModel or FlatMapValuesModel => new FlatMapValuesWork(method),
            FlatMapModel => new FlatMapWork(method),
            SelectKeyModel or GroupByModel => new SelectKeyWork(method),
            PeekModel or ForEachModel => new CallWork(method),
            PrintModel print => new PrintWork(print.Label ?? node.Operator.Member.Inputs[0].Name),
            CountModel or ReduceModel or AggregateModel when isTable => TableAggregateOf(node),
            CountModel count => new AggregateWork(AggregateKind.Count, null, null, count.Store ?? node.Name) { Window = window },
            ReduceModel reduce => new AggregateWork(AggregateKind.Reduce, method, null, reduce.Store ?? node.Name) { Window = window },
            AggregateModel aggregate =>
                new AggregateWork(AggregateKind.Aggregate, method, aggregate.Initializer, aggregate.Store ?? node.Name)
                {
                    Window = window,
                    Merger = aggregate.Merger,
                },
            ToTableModel toTable => TableOf(node, toTable.Store, toTable.HistoryRetention),
            _ => throw new InvalidOperationException($"{node.Operator.GetType().Name} has no plan."),
        };
    }

    private void AddSinks(StreamNode node, NodeDraft draft)
    {
        int number = 1;
        foreach (var sink in node.Operator.Member.Sinks)
        {
            string name = node.Name + "-sink" + (number == 1 ? "" : $"-{number}");
            Below(draft, new NodeDraft(
                name,
                node.Name,
                $"To {sink.Topic ?? sink.TopicSelector!.Name}",
                new SinkWork(sink),
                draft.Output,
                draft.Output with { Kind = EdgeKind.None }));
            number++;
        }
    }

    /// <summary>What a node reads: its upstream's node, or the source of the repartition topic between.</summary>
    private NodeDraft InputOf(int index, int slot)
    {
        var upstream = _physical.Leaving[_graph.Nodes[index].Inputs[slot]];
        var topic = _repartitions.For(index, slot);
        if (topic is null)
        {
            return upstream;
        }

        var edge = _graph.Nodes[_graph.Nodes[index].Inputs[slot]].Output;
        return topic.Source ??= edge.Kind == EdgeKind.GroupedTable
            ? AddChangeTopic(upstream, topic, edge)
            : AddTopic(upstream, topic, partitioner: null);
    }

    private void AddStores(StreamNode node, NodeDraft draft)
    {
        foreach (var parameter in node.Operator.Member.Method?.Parameters.Items ?? [])
        {
            if (parameter is { Role: ParameterRole.Store, Member: { } member })
            {
                draft.UserStores.Add(_graph.Stores.First(store => store.Member.Name == member).Store);
            }
        }
    }

    private NodeDraft Below(NodeDraft upstream, NodeDraft draft)
    {
        upstream.ForwardTo(draft);
        return Keep(draft);
    }

    private NodeDraft Keep(NodeDraft draft)
    {
        _physical.Nodes.Add(draft);
        return draft;
    }

    private static string Title(StreamNode node)
    {
        string inputs = string.Join(", ", node.Operator.Member.Inputs.Select(input => input.Name));
        string attribute = node.Operator is FilterModel { Negated: true } ? "FilterNot" : node.Operator.GetType().Name.Replace("Model", "");
        return $"{attribute} of {inputs}";
    }
}
