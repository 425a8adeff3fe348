using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Planning.Plan;

/// <summary>All that emission prints: what a topology becomes at run time.</summary>
/// <param name="Model">The topology as it was written.</param>
/// <param name="SubTopologies">The sub-topologies that make tasks, by id.</param>
/// <param name="GlobalTables">The global tables, by id.</param>
/// <param name="RepartitionTopics">The repartition topics, in the order of their first reader.</param>
/// <param name="Properties">The partial properties to implement, by name.</param>
internal sealed record TopologyPlan(
    TopologyModel Model,
    EquatableArray<SubTopologyPlan> SubTopologies,
    EquatableArray<GlobalTablePlan> GlobalTables,
    EquatableArray<RepartitionTopicPlan> RepartitionTopics,
    EquatableArray<PropertyPlan> Properties);

/// <summary>The part of the graph that one task runs.</summary>
/// <param name="Id">Its number in task ids. Global tables take numbers too, so there can be gaps.</param>
/// <param name="Nodes">Its nodes, upstream first; a node's number is its index.</param>
/// <param name="Sources">The topics it reads.</param>
/// <param name="Stores">Its stores, upstream first.</param>
/// <param name="CopartitionGroups">Indexes of sources whose topics must have equal partition counts.</param>
/// <param name="Steps">Where generated code can be when it throws.</param>
internal sealed record SubTopologyPlan(
    int Id,
    EquatableArray<PlanNode> Nodes,
    EquatableArray<SourcePlan> Sources,
    EquatableArray<StorePlan> Stores,
    EquatableArray<EquatableArray<int>> CopartitionGroups,
    EquatableArray<StepPlan> Steps)
{
    /// <summary>The index of a step.</summary>
    public int Step(string member, StepKind kind)
    {
        int index = Steps.Items.IndexOf(new StepPlan(member, kind));
        return index >= 0 ? index : throw new InvalidOperationException($"Sub-topology {Id} has no step {kind} of {member}.");
    }

    /// <summary>The store of a name.</summary>
    public StorePlan Store(string name) => Stores.First(store => store.Name == name);
}

/// <summary>The name of a topic, as <c>GenStreams.Topologies.TopicName</c>.</summary>
internal readonly record struct TopicPlan(string Name, bool IsInternal = false);

/// <summary>A topic that a sub-topology reads.</summary>
internal sealed record SourcePlan(string Member, TopicPlan Topic, OffsetReset OffsetReset, LaneType Key, LaneType Value)
{
    /// <summary>How its records get their times.</summary>
    public TimestampsModel Timestamps { get; init; } = TimestampsModel.Default;

    /// <summary>Whether its records are handed on without being checked.</summary>
    public bool IsUnchecked { get; init; }
}

/// <summary>A store of a sub-topology.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Member">The member that owns it.</param>
/// <param name="Changelog">What it is restored from; null when nothing is logged.</param>
/// <param name="Caching">Whether the record cache may hold changes back.</param>
/// <param name="KeepsOldValues">Whether a change tells the value before it.</param>
/// <param name="Key">The keys.</param>
/// <param name="Value">The values.</param>
/// <param name="Node">The table node that owns it; -1 for a store of the user's own.</param>
internal sealed record StorePlan(
    string Name,
    string Member,
    TopicPlan? Changelog,
    bool Caching,
    bool KeepsOldValues,
    LaneType Key,
    LaneType Value,
    int Node)
{
    /// <summary>What kind of store it is.</summary>
    public StoreKind Kind { get; init; } = new KeyValueKind();

    /// <summary>What is set for it, whatever kind it is.</summary>
    public StoreSettings Rows { get; init; } = StoreSettings.None;
}

/// <summary>A table that every process has whole.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Member">The member that declares it.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Store">Its store.</param>
/// <param name="Key">The keys.</param>
/// <param name="Value">The values.</param>
/// <param name="IsUnchecked">Whether its records are taken in without being checked.</param>
internal sealed record GlobalTablePlan(int Id, string Member, TopicPlan Topic, string Store, LaneType Key, LaneType Value, bool IsUnchecked);

/// <summary>A topic through which records go to the partition of their key.</summary>
/// <param name="Topic">Its name.</param>
/// <param name="Partitions">Its partition count, where the user gave one.</param>
/// <param name="Upstream">The source topics of the sub-topologies that write to it.</param>
/// <param name="Key">The keys.</param>
/// <param name="Value">The values.</param>
internal sealed record RepartitionTopicPlan(
    TopicPlan Topic,
    int? Partitions,
    EquatableArray<TopicPlan> Upstream,
    LaneType Key,
    LaneType Value);

/// <summary>A place in generated code that can throw.</summary>
internal sealed record StepPlan(string Member, StepKind Kind);

/// <summary>The values of <c>GenStreams.Topologies.StepKind</c>.</summary>
internal enum StepKind
{
    Process,
    DeserializeKey,
    DeserializeValue,
    Serialize,
}

/// <summary>A partial property that generated code implements.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Property">Its declaration.</param>
/// <param name="Store">The store it reads; null when it has none.</param>
internal sealed record PropertyPlan(string Name, PropertyModel Property, string? Store);
