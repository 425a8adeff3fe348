using System.Diagnostics;

namespace GenStreams.Tasks;

/// <summary>What a thread counts, in plain fields; handed to the instruments once a batch.</summary>
internal sealed class ThreadMetrics
{
    private readonly StreamsMetrics _instruments;
    private readonly TagList _tags;

    /// <summary>The counts of a thread.</summary>
    public ThreadMetrics(StreamsMetrics instruments, string topology, string applicationId, string thread)
    {
        _instruments = instruments;
        _tags = new TagList
        {
            { "messaging.system", "kafka" },
            { "messaging.consumer.group.name", applicationId },
            { "genstreams.topology", topology },
            { "genstreams.thread", thread },
        };
    }

    /// <summary>Records taken from the consumer.</summary>
    public long Consumed { get; set; }

    /// <summary>Records processed.</summary>
    public long Processed { get; set; }

    /// <summary>Records dropped by the rules of operators.</summary>
    public long Dropped { get; set; }

    /// <summary>Records left out by error handlers.</summary>
    public long Skipped { get; set; }

    /// <summary>Changelog records read.</summary>
    public long Restored { get; set; }

    /// <summary>Records that the broker has and the group has not committed, in the partitions of this thread. For all threads to read.</summary>
    public long Lag
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    /// <summary>Changelog records that are still to be read. For all threads to read.</summary>
    public long RestoreLag
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    /// <summary>The tags of this thread's measurements.</summary>
    public ref readonly TagList Tags => ref _tags;

    /// <summary>Hands the counts over.</summary>
    public void Publish()
    {
        Consumed = Add(_instruments.Consumed, Consumed);
        Processed = Add(_instruments.Processed, Processed);
        Dropped = Add(_instruments.Dropped, Dropped);
        Skipped = Add(_instruments.Skipped, Skipped);
        Restored = Add(_instruments.Restored, Restored);
    }

    /// <summary>A commit was done.</summary>
    public void Committed(TimeSpan duration)
    {
        _instruments.Commits.Add(1, in _tags);
        _instruments.CommitDuration.Record(duration.TotalSeconds, in _tags);
    }

    private long Add(System.Diagnostics.Metrics.Counter<long> counter, long count)
    {
        if (count > 0)
        {
            counter.Add(count, in _tags);
        }

        return 0;
    }
}
