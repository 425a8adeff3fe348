using GenStreams.Topologies;

namespace GenStreams.Testing;

/// <summary>
/// Runs a topology in memory, record by record: the same generated code as in production, without a broker, threads or waiting.
/// </summary>
/// <remarks>
/// A record that is piped in is processed before the call returns, with all that follows from it: records that go through repartition
/// topics, or through a topic that the topology both writes and reads, are fed back, smallest timestamp first. After each record the
/// driver commits, unless told otherwise. Not thread-safe.
/// </remarks>
/// <typeparam name="T">The topology.</typeparam>
public sealed class TopologyTestDriver<T> : IDisposable
    where T : class, ITopology<T>
{
    private readonly TestRuntime _runtime;
    private readonly SerdeSource _serdes;

    /// <summary>Starts the topology.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or topics that must be co-partitioned are not.</exception>
    public TopologyTestDriver()
        : this(new TopologyTestDriverOptions())
    {
    }

    /// <summary>Starts the topology.</summary>
    /// <param name="options">Where it differs from the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or topics that must be co-partitioned are not.</exception>
    public TopologyTestDriver(TopologyTestDriverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var services = options.Services ?? NoServices.Instance;
        _runtime = new TestRuntime(T.Descriptor, options, context => T.CreateTask(T.Create(services), context));
        _serdes = new SerdeSource(T.Descriptor, _runtime.ApplicationId);
        Topology = T.Create(services);
        Topology.Bind(_runtime.Queries);
    }

    /// <summary>An object of the topology whose tables can be queried: <c>driver.Topology.Counts.TryGet("kafka", out var n)</c>.</summary>
    /// <remarks>Not the object that a task works with: each task has its own.</remarks>
    public T Topology { get; }

    /// <summary>The application id, the prefix of internal topics.</summary>
    public string ApplicationId => _runtime.ApplicationId;

    /// <summary>The wall clock, which only <see cref="AdvanceWallClock"/> moves.</summary>
    public DateTimeOffset WallClock => DateTimeOffset.FromUnixTimeMilliseconds(_runtime.WallClock);

    /// <summary>The full names of the topics that were written to so far, changelogs and repartition topics among them, sorted.</summary>
    public IReadOnlyList<string> ProducedTopics => _runtime.ProducedTopics;

    /// <summary>Records that operators dropped by their rules so far, such as those without a key in an aggregation.</summary>
    public IReadOnlyList<DroppedRecord> DroppedRecords => _runtime.Errors.DroppedRecords;

    /// <summary>A topic that the topology reads, to pipe records into.</summary>
    /// <typeparam name="TKey">Type of the keys; nullable where null keys are to be piped.</typeparam>
    /// <typeparam name="TValue">Type of the values; nullable where null values are to be piped.</typeparam>
    /// <param name="topic">Its full name.</param>
    /// <param name="keys">Writes the keys; when null, the serde that the topology has for them, or the built-in one of the type.</param>
    /// <param name="values">Writes the values; found as that of the keys when null.</param>
    /// <exception cref="ArgumentException">
    /// The topology does not read the topic, or has other types for it, or there is no serde for a type.
    /// </exception>
    public TestInputTopic<TKey, TValue> Input<TKey, TValue>(string topic, ISerde<TKey>? keys = null, ISerde<TValue>? values = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return new(_runtime, _runtime.InputTopic(topic), keys ?? _serdes.OfKeys<TKey>(topic), values ?? _serdes.OfValues<TValue>(topic));
    }

    /// <summary>A topic that the topology writes, to read from. What one such object has read is gone for all of the same topic.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values; nullable (<c>long?</c>) where tombstones of a value type are to be read.</typeparam>
    /// <param name="topic">Its full name; changelogs and repartition topics can be read too.</param>
    /// <param name="keys">Reads the keys; when null, the serde that the topology has for them, or the built-in one of the type.</param>
    /// <param name="values">Reads the values; found as that of the keys when null.</param>
    /// <exception cref="ArgumentException">The topology has other types for the topic, or there is no serde for a type.</exception>
    public TestOutputTopic<TKey, TValue> Output<TKey, TValue>(string topic, ISerde<TKey>? keys = null, ISerde<TValue>? values = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return new(_runtime, _runtime.OutputTopic(topic), keys ?? _serdes.OfKeys<TKey>(topic), values ?? _serdes.OfValues<TValue>(topic));
    }

    /// <summary>A store of the topology, all its partitions together; a global table's store too.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="keys">The serde of the keys; when null, that of its changelog, or the built-in one of the type.</param>
    /// <param name="values">The serde of the values; found as that of the keys when null.</param>
    /// <exception cref="ArgumentException">There is no such store, or it has other types, or there is no serde for a type.</exception>
    public TestStore<TKey, TValue> Store<TKey, TValue>(string name, ISerde<TKey>? keys = null, ISerde<TValue>? values = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        _ = _runtime.Stores(name);
        string? topic = _runtime.TopicOf(name);
        return new(_runtime, name, keys ?? _serdes.OfKeys<TKey>(topic), values ?? _serdes.OfValues<TValue>(topic));
    }

    /// <summary>
    /// Moves the wall clock, calls the punctuators that are due by it, each once, and commits. Where
    /// <see cref="TopologyTestDriverOptions.IdleStreamTime"/> is set, stream time moves before that.
    /// </summary>
    /// <param name="by">By how much, not negative; rounded down to milliseconds.</param>
    public void AdvanceWallClock(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        _runtime.AdvanceWallClock((long)by.TotalMilliseconds);
    }

    /// <summary>Commits: record caches forward what they hold back, and what follows from it is processed.</summary>
    public void Commit() => _runtime.Commit();

    /// <summary>Stops the topology without a commit and frees its stores.</summary>
    public void Dispose() => _runtime.Dispose();
}
