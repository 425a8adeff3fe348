using System.Collections.Immutable;

namespace GenStreams.Topologies;

/// <summary>A topology as data: what the runtime needs to know before it runs a task.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TopologyDescriptor
{
    /// <summary>The name in <c>[Topology]</c>: the default application id.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the class, with its namespace.</summary>
    public required string TypeName { get; init; }

    /// <summary>The sub-topologies that make tasks, by id.</summary>
    public required ImmutableArray<SubTopologyDescriptor> SubTopologies { get; init; }

    /// <summary>The global tables.</summary>
    public ImmutableArray<GlobalTableDescriptor> GlobalTables { get; init; } = [];

    /// <summary>The repartition topics.</summary>
    public ImmutableArray<RepartitionTopicDescriptor> RepartitionTopics { get; init; } = [];

    /// <summary>The serdes of the topics it reads and writes, changelogs among them, except those chosen per record.</summary>
    public ImmutableArray<TopicSerdes> TopicSerdes { get; init; } = [];

    /// <summary>The topology as text, in the format of Kafka Streams' <c>Topology.describe()</c>.</summary>
    public required string Description { get; init; }

    /// <summary>The topology as a Mermaid flowchart.</summary>
    public required string Mermaid { get; init; }

    /// <summary>Whether the tasks of a sub-topology have a store of a name.</summary>
    internal bool HasStore(int subTopology, string store) => SubTopologies.Any(s => s.Id == subTopology && s.Stores.Any(d => d.Name == store));
}
