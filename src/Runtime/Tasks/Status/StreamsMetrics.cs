using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GenStreams.Tasks;

/// <summary>The instruments of the meter <c>GenStreams</c>, and its activity source.</summary>
internal sealed class StreamsMetrics : IDisposable
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "GenStreams";

    /// <summary>Commits and restores are its activities.</summary>
    public static readonly ActivitySource Activities = new(Name);

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly List<ThreadMetrics> _threads = [];

    /// <summary>The instruments.</summary>
    /// <param name="factory">Makes the meter; null: it is made here.</param>
    public StreamsMetrics(IMeterFactory? factory = null)
    {
        _ownsMeter = factory is null;
        _meter = factory?.Create(new MeterOptions(Name)) ?? new Meter(Name);
        Consumed = _meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Records taken from Kafka.");
        Processed = _meter.CreateCounter<long>("genstreams.processed.records", "{record}", "Records taken through the topology.");
        Dropped = _meter.CreateCounter<long>("genstreams.dropped.records", "{record}", "Records dropped by the rules of operators.");
        Skipped = _meter.CreateCounter<long>("genstreams.skipped.records", "{record}", "Records left out by error handlers.");
        Restored = _meter.CreateCounter<long>("genstreams.restored.records", "{record}", "Changelog records read to restore stores.");
        Commits = _meter.CreateCounter<long>("genstreams.commits", "{commit}", "Commits.");
        CommitDuration = _meter.CreateHistogram<double>("genstreams.commit.duration", "s", "Duration of commits, flushes included.");
        _meter.CreateObservableGauge(
            "genstreams.consumer.lag", () => Observe(t => t.Lag), "{record}", "Records that are in Kafka and not committed by the thread.");
        _meter.CreateObservableGauge(
            "genstreams.restore.lag", () => Observe(t => t.RestoreLag), "{record}", "Changelog records that are still to be read.");
    }

    /// <summary>Records taken from Kafka.</summary>
    public Counter<long> Consumed { get; }

    /// <summary>Records taken through the topology.</summary>
    public Counter<long> Processed { get; }

    /// <summary>Records dropped by the rules of operators.</summary>
    public Counter<long> Dropped { get; }

    /// <summary>Records left out by error handlers.</summary>
    public Counter<long> Skipped { get; }

    /// <summary>Changelog records read.</summary>
    public Counter<long> Restored { get; }

    /// <summary>Commits.</summary>
    public Counter<long> Commits { get; }

    /// <summary>Duration of commits in seconds.</summary>
    public Histogram<double> CommitDuration { get; }

    /// <summary>The gauges show a thread from now on.</summary>
    public void Add(ThreadMetrics thread)
    {
        lock (_threads)
        {
            _threads.Add(thread);
        }
    }

    /// <summary>The gauges no longer show a thread.</summary>
    public void Remove(ThreadMetrics thread)
    {
        lock (_threads)
        {
            _threads.Remove(thread);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    private List<Measurement<long>> Observe(Func<ThreadMetrics, long> value)
    {
        lock (_threads)
        {
            return _threads.ConvertAll(t => new Measurement<long>(value(t), in t.Tags));
        }
    }
}
