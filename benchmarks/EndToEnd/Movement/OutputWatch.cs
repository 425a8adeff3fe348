using System.Diagnostics;
using Confluent.Kafka;

namespace GenStreams.EndToEnd.Movement;

/// <summary>
/// Notes when committed results come out of each partition. A result is in the output's partition of the number of its task, so a task that
/// stands still is seen as a gap.
/// </summary>
internal sealed class OutputWatch : IDisposable
{
    public const string Topic = "count-out";

    private readonly Lock _gate = new();
    private readonly List<double>[] _arrivals;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    public OutputWatch(string bootstrap)
    {
        _arrivals = [.. Enumerable.Range(0, SteadyInput.Partitions).Select(_ => new List<double>())];
        _reading = Task.Factory.StartNew(() => Read(bootstrap), TaskCreationOptions.LongRunning);
    }

    /// <summary>Seconds since the watch began.</summary>
    public double Now => _clock.Elapsed.TotalSeconds;

    /// <summary>How many results have come.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _arrivals.Sum(arrivals => arrivals.Count);
            }
        }
    }

    /// <summary>Whether each partition has had a result within the last second.</summary>
    public bool AllGoOn
    {
        get
        {
            lock (_gate)
            {
                return Array.TrueForAll(_arrivals, arrivals => arrivals.Count > 0 && Now - arrivals[^1] < 1);
            }
        }
    }

    /// <summary>The longest time between two results of a partition, of which some lies after a moment.</summary>
    public double LongestGap(int partition, double after)
    {
        lock (_gate)
        {
            var arrivals = _arrivals[partition];
            double longest = Now - (arrivals.Count > 0 ? arrivals[^1] : after);
            for (int i = arrivals.Count - 1; i > 0 && arrivals[i] > after; i--)
            {
                longest = Math.Max(longest, arrivals[i] - arrivals[i - 1]);
            }

            return longest;
        }
    }

    /// <summary>When a partition first goes on after its longest gap that ends after a moment.</summary>
    public double GoesOnAt(int partition, double after)
    {
        lock (_gate)
        {
            var arrivals = _arrivals[partition];
            double longest = 0;
            double at = double.NaN;
            for (int i = 1; i < arrivals.Count; i++)
            {
                if (arrivals[i] > after && arrivals[i] - arrivals[i - 1] > longest)
                {
                    longest = arrivals[i] - arrivals[i - 1];
                    at = arrivals[i];
                }
            }

            return at;
        }
    }

    /// <summary>How many results came in each second of a time.</summary>
    public int[] PerSecond(double from, int seconds)
    {
        int[] counts = new int[seconds];
        lock (_gate)
        {
            foreach (double arrival in _arrivals.SelectMany(arrivals => arrivals))
            {
                if (arrival >= from && arrival < from + seconds)
                {
                    counts[(int)(arrival - from)]++;
                }
            }
        }

        return counts;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _reading.Wait();
        _stop.Dispose();
    }

    private void Read(string bootstrap)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "moving-watch",
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            FetchWaitMaxMs = 10,
        }).Build();
        consumer.Assign(Enumerable.Range(0, SteadyInput.Partitions).Select(partition => new TopicPartitionOffset(Topic, partition, Offset.Beginning)));
        while (!_stop.IsCancellationRequested)
        {
            if (consumer.Consume(100) is { } result)
            {
                lock (_gate)
                {
                    _arrivals[result.Partition.Value].Add(Now);
                }
            }
        }
    }
}
