using System.Collections.Immutable;

namespace GenStreams.Topologies;

/// <summary>A part of the graph that one task runs for one partition number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SubTopologyDescriptor
{
    /// <summary>The number in task ids, <c>{Id}_{partition}</c>.</summary>
    public required int Id { get; init; }

    /// <summary>The topics it reads; the index is the <c>source</c> of <see cref="Processing.TopologyTask.Process"/>.</summary>
    public required ImmutableArray<SourceDescriptor> Sources { get; init; }

    /// <summary>The topics it writes, except those chosen per record.</summary>
    public ImmutableArray<TopicName> Sinks { get; init; } = [];

    /// <summary>Its stores, upstream first: the order in which their caches are flushed.</summary>
    public ImmutableArray<StoreDescriptor> Stores { get; init; } = [];

    /// <summary>Its punctuators; the index is the <c>punctuator</c> of <see cref="Processing.TopologyTask.Punctuate"/>.</summary>
    public ImmutableArray<PunctuatorDescriptor> Punctuators { get; init; } = [];

    /// <summary>Groups of indexes of <see cref="Sources"/> whose topics must have equal partition counts.</summary>
    public ImmutableArray<ImmutableArray<int>> CopartitionGroups { get; init; } = [];

    /// <summary>What generated code can be at: the index is <see cref="Processing.TopologyTask"/>'s <c>At</c>.</summary>
    public required ImmutableArray<StepDescriptor> Steps { get; init; }
}
