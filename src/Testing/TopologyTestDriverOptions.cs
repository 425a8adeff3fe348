using System.Collections.Immutable;

namespace GenStreams.Testing;

/// <summary>What a <see cref="TopologyTestDriver{T}"/> can be told.</summary>
public sealed class TopologyTestDriverOptions
{
    /// <summary>Gives the parameters of the topology's constructor, and error handlers; none when null.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>The application id, the prefix of internal topics; the name in <c>[Topology]</c> when null.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>
    /// Sets options as <c>AddGenStreams</c> does. Of them, the driver takes the engine that keeps the stores: <c>options => options.UseRocksDb()</c>; in
    /// memory unless set.
    /// </summary>
    public Action<GenStreamsOptions>? Configure { get; init; }

    /// <summary>Where the wall clock starts; 1970-01-01 UTC unless set.</summary>
    public DateTimeOffset StartTime { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>
    /// Partition count of the topics that the topology reads and writes, at least 1. Repartition topics follow them, by the rules of
    /// production, unless <c>[Repartition(Partitions = n)]</c> gives theirs. With several, there is a task for each, as in production.
    /// </summary>
    public int Partitions { get; init; } = 1;

    /// <summary>Partition counts, at least 1, of topics that have not <see cref="Partitions"/>; by name.</summary>
    public IReadOnlyDictionary<string, int> PartitionCounts { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>
    /// How many bytes the record caches of all stores may hold back together, not negative; 0, the default: stores have no record cache,
    /// every update is forwarded at once.
    /// </summary>
    public long CacheBytes { get; init; }

    /// <summary>
    /// Whether each record is followed by a commit, so that record caches hold nothing back: true unless set, as in the test driver of
    /// Kafka Streams. When false, caches hold back until they are full or <see cref="TopologyTestDriver{T}.Commit"/> is called.
    /// </summary>
    public bool CommitsEachRecord { get; init; } = true;

    /// <summary>
    /// After how much wall-clock time without records stream time goes on from where it stood, as the wall clock does, not negative; null, the
    /// default: it stands still. <see cref="TopologyTestDriver{T}.AdvanceWallClock"/> then moves it. As the setting of the same name does in
    /// production.
    /// </summary>
    public TimeSpan? IdleStreamTime { get; init; }

    /// <summary>What becomes of records whose key or value cannot be read. Default: the topology fails.</summary>
    public ErrorPolicy OnDeserializationError { get; init; } = ErrorPolicy.Fail;

    /// <summary>What becomes of records for which an operator throws. Default: the topology fails.</summary>
    public ErrorPolicy OnProcessingError { get; init; } = ErrorPolicy.Fail;

    /// <summary>What becomes of records that cannot be written. Default: the topology fails.</summary>
    public ErrorPolicy OnProductionError { get; init; } = ErrorPolicy.Fail;

    internal int PartitionsOf(string topic)
    {
        int count = PartitionCounts.TryGetValue(topic, out int given) ? given : Partitions;
        return count >= 1 ? count : throw new ArgumentException($"Topic '{topic}' is to have {count} partitions; it must have 1 or more.");
    }
}
