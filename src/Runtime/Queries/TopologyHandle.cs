namespace GenStreams.Queries;

/// <summary>What ties a topology object to the runtime that runs it: its tables read through this.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TopologyHandle
{
    private readonly TopologyHandle? _all;
    private StateQueries? _queries;
    private TopologyHandle? _committed;

    /// <summary>Not tied yet.</summary>
    public TopologyHandle()
    {
    }

    private TopologyHandle(TopologyHandle all) => _all = all;

    /// <summary>The stores of this process.</summary>
    /// <exception cref="InvalidOperationException">The topology does not run.</exception>
    public StateQueries Queries => _all?.Queries.Committed ?? _queries ?? throw new InvalidOperationException(
        "The topology does not run here, so its tables cannot be read: register it with AddGenStreams(...).AddTopology<T>() and take it from the services.");

    /// <summary>The same topology, of which queries see only what is committed.</summary>
    internal TopologyHandle Committed => _committed ??= new TopologyHandle(this);

    /// <summary>Ties the topology to a runtime.</summary>
    public void Bind(StateQueries queries) => _queries = queries;
}
