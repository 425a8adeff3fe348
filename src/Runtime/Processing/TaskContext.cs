using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Processing;

/// <summary>What a task gets from its surroundings: a stream thread, or the test driver.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TaskContext
{
    /// <summary>The task.</summary>
    public required TaskId Id { get; init; }

    /// <summary>The application id.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>The sub-topology.</summary>
    public required SubTopologyDescriptor SubTopology { get; init; }

    /// <summary>Where the current record came from.</summary>
    public required CurrentRecord Record { get; init; }

    /// <summary>Takes what the task writes.</summary>
    public required RecordCollector Collector { get; init; }

    /// <summary>Decides on errors.</summary>
    public required ITaskErrors Errors { get; init; }

    /// <summary>Ends with the task; for operator methods that take a <see cref="CancellationToken"/>.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>A topic that the task writes to.</summary>
    public OutputTopic Topic(TopicName topic) => Collector.Topic(topic.Resolve(ApplicationId));

    /// <summary>The store of a name in <see cref="SubTopology"/>, restored.</summary>
    /// <typeparam name="TStore">Its kind, which its descriptor makes.</typeparam>
    public TStore Store<TStore>(string name)
        where TStore : StateStore => (TStore)FindStore(name);

    /// <summary>The store of a global table.</summary>
    public abstract GlobalKeyValueStore GlobalStore(string name);

    /// <summary>Finds a store of the task.</summary>
    /// <exception cref="InvalidOperationException">The sub-topology has none of the name.</exception>
    protected abstract StateStore FindStore(string name);
}
