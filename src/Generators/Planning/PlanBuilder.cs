using GenStreams.Generators.Collections;
using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>Computes what Kafka Streams computes of a topology when it starts: nodes, internal topics, stores, sub-topologies.</summary>
internal static class PlanBuilder
{
    /// <param name="graph">A valid graph.</param>
    public static TopologyPlan Build(StreamGraph graph)
    {
        var physical = PhysicalGraphBuilder.Build(graph);
        StorePlanner.Plan(physical);
        VersionPlanner.Plan(physical);
        var found = SubTopologyFinder.Find(physical);
        foreach (var (_, nodes) in found.SubTopologies)
        {
            LanePlanner.Plan(nodes);
        }

        return new TopologyPlan(
            graph.Model,
            found.SubTopologies.Select(part => SubTopology(graph, part.Id, part.Nodes)).ToEquatableArray(),
            found.GlobalTables.Select(part => GlobalTable(part.Id, part.Table)).ToEquatableArray(),
            RepartitionTopics(physical, found),
            Properties(graph, physical));
    }

    private static SubTopologyPlan SubTopology(StreamGraph graph, int id, List<NodeDraft> nodes)
    {
        var sources = nodes.Where(node => node.Work is SourceWork).ToList();
        return new SubTopologyPlan(
            id,
            nodes.Select(Freeze).ToEquatableArray(),
            sources.Select(Source).ToEquatableArray(),
            nodes.Select(StoreOf).OfType<StorePlan>()
                .Concat(nodes.SelectMany(ProgressStores.Of))
                .Concat(StreamJoinPlanner.StoresOf(nodes))
                .Concat(ForeignKeyPlanner.StoresOf(nodes))
                .Concat(UserStores(graph, nodes))
                .ToEquatableArray(),
            CopartitionPlanner.Plan(nodes, sources),
            StepPlanner.Plan(nodes));
    }

    private static PlanNode Freeze(NodeDraft node) => new(
        node.Name,
        node.Member,
        node.Title,
        node.Work,
        node.Inputs.Select(input => input.Index).ToEquatableArray(),
        node.Outputs.Select(output => output.Index).ToEquatableArray(),
        node.Unread.Select(output => output.Index).ToEquatableArray(),
        new LanesPlan(In(node.Lanes.Key), In(node.Lanes.Value), node.Lanes.Old.Needed == Forms.None ? null : In(node.Lanes.Old)),
        node.Outputs.Count == 0
            ? null
            : new LanesPlan(Out(node.Lanes.Key), Out(node.Lanes.Value), node.Lanes.Old.NeededBelow == Forms.None ? null : Out(node.Lanes.Old)))
    {
        IsToldOfLatest = node.IsToldOfLatest,
        Emits = node.Emits.Select(emit => emit.Index).ToEquatableArray(),
    };

    private static LanePlan In(LaneDraft lane) => new(lane.InType, lane.Entry, lane.InMayBeNull, lane.InOrigin);

    private static LanePlan Out(LaneDraft lane) => new(lane.OutType, lane.Shared, lane.OutMayBeNull, lane.OutOrigin);

    private static SourcePlan Source(NodeDraft node)
    {
        var work = (SourceWork)node.Work;
        var value = work.OfChanges ? RawLane.Type : node.Output.Value;
        return new SourcePlan(node.Member, work.Topic, work.OffsetReset, node.Output.Key, value)
        {
            Timestamps = work.Timestamps,
            IsUnchecked = work.IsUnchecked,
        };
    }

    private static StorePlan? StoreOf(NodeDraft node) =>
        StorePlanner.StoreOf(node) is not null ? Store(node) : BufferPlanner.BufferOf(node);

    private static StorePlan Store(NodeDraft node)
    {
        if (node.Work is TableWork { HistoryRetention: { } retention })
        {
            return VersionPlanner.StoreOf(node, retention) with { Rows = node.Rows };
        }

        var changelog = StorePlanner.ChangelogOf(node);

        // What nobody is told of, and what is in no changelog of its own, need not be held back.
        bool caching = (node.Outputs.Count > 0 || changelog.IsInternal) && StoreKinds.CanBeCached(node);
        bool keepsOldValues = node.Work is not AggregateWork { ProgressStore: not null } && node.Outputs.Any(output => output.Lanes.Old.Needed != Forms.None);
        return new StorePlan(
            StorePlanner.StoreOf(node)!, node.Member, changelog, caching, keepsOldValues, node.Output.Key, node.Output.Value, node.Index)
        {
            Kind = StoreKinds.Of(node),
            Rows = node.Rows,
        };
    }

    private static IEnumerable<StorePlan> UserStores(StreamGraph graph, List<NodeDraft> nodes)
    {
        var used = new HashSet<string>(nodes.SelectMany(node => node.UserStores));
        foreach (var store in graph.Stores.Where(store => used.Contains(store.Store)))
        {
            var edge = store.Member.Property!.Edge;
            TopicPlan? changelog = store.Logging ? new TopicPlan(store.Store + "-changelog", IsInternal: true) : null;
            yield return new StorePlan(
                store.Store, store.Member.Name, changelog, Caching: false, KeepsOldValues: false, edge.Key, edge.Value, Node: -1)
            {
                Kind = store.HistoryRetention is { } retention ? new VersionedKind(retention) : new KeyValueKind(),
                Rows = store.Rows,
            };
        }
    }

    private static GlobalTablePlan GlobalTable(int id, StreamNode table)
    {
        var source = (SourceModel)table.Operator;
        return new GlobalTablePlan(
            id, table.Name, new TopicPlan(source.Topic), source.Store ?? table.Name, table.Output.Key, table.Output.Value, source.IsUnchecked);
    }

    private static EquatableArray<RepartitionTopicPlan> RepartitionTopics(PhysicalGraph physical, SubTopologyFinder found)
    {
        var topics = new List<RepartitionTopicPlan>();
        foreach (var node in physical.Nodes)
        {
            if (node.Work is RepartitionWork { Topic: var topic })
            {
                var writers = found.SubTopologies.First(part => part.Nodes.Contains(node)).Nodes;
                topics.Add(new RepartitionTopicPlan(
                    topic,
                    physical.Partitions.TryGetValue(topic, out int partitions) ? partitions : null,
                    writers.Select(writer => writer.Work).OfType<SourceWork>().Select(source => source.Topic).ToEquatableArray(),
                    node.Input.Key,
                    node.Input.Value));
            }
        }

        return topics.ToEquatableArray();
    }

    private static EquatableArray<PropertyPlan> Properties(StreamGraph graph, PhysicalGraph physical)
    {
        var properties = new List<PropertyPlan>();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var (node, property) = (graph.Nodes[i], graph.Nodes[i].Operator.Member.Property);
            if (property is not null)
            {
                string? store = physical.Leaving.TryGetValue(i, out var leaving) ? StorePlanner.StoreOf(leaving)
                    : ((SourceModel)node.Operator).Store ?? node.Name;

                // The serde of a windowed key is known where its windows are made.
                var edge = node.Output.Key.Serde.Windowed is null ? property.Edge : property.Edge with { Key = node.Output.Key };
                properties.Add(new PropertyPlan(node.Name, property with { Edge = edge }, store));
            }
        }

        properties.AddRange(graph.Stores.Select(store => new PropertyPlan(store.Member.Name, store.Member.Property!, store.Store)));
        return properties.OrderBy(property => property.Name, StringComparer.Ordinal).ToEquatableArray();
    }
}
