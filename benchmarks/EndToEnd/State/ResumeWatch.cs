using System.Diagnostics;
using Confluent.Kafka;

namespace GenStreams.EndToEnd.State;

/// <summary>Sees when committed results come out of each partition of a topic that come of records from some moment on.</summary>
internal sealed class ResumeWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly long _from = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    private readonly double[] _firsts;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    /// <summary>Begins to watch, at this moment.</summary>
    public ResumeWatch(string bootstrap, string topic, int partitions)
    {
        _firsts = new double[partitions];
        Array.Fill(_firsts, double.NaN);
        _reading = Task.Factory.StartNew(() => Read(bootstrap, topic), TaskCreationOptions.LongRunning);
    }

    /// <summary>Seconds until the first partition had a result.</summary>
    public double SecondsToFirst => Firsts().Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();

    /// <summary>Seconds until all partitions had one; not a number before.</summary>
    public double SecondsToAll => Firsts() is var firsts && Array.TrueForAll(firsts, double.IsFinite) ? firsts.Max() : double.NaN;

    /// <summary>Waits until all partitions had a result.</summary>
    public async Task UntilAllAsync(TimeSpan limit, Process program)
    {
        while (!double.IsFinite(SecondsToAll))
        {
            if (program.HasExited || _clock.Elapsed > limit)
            {
                throw new TimeoutException($"Not all partitions have results after {_clock.Elapsed}; the program {(program.HasExited ? "has ended" : "runs")}.");
            }

            await Task.Delay(10);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _reading.Wait();
        _stop.Dispose();
    }

    private double[] Firsts()
    {
        lock (_gate)
        {
            return [.. _firsts];
        }
    }

    private void Read(string bootstrap, string topic)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "resume-watch",
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            FetchWaitMaxMs = 10,
        }).Build();
        consumer.Assign(Enumerable.Range(0, _firsts.Length).Select(partition => new TopicPartitionOffset(topic, partition, Offset.End)));
        while (!_stop.IsCancellationRequested)
        {
            if (consumer.Consume(50) is { } result && result.Message.Timestamp.UnixTimestampMs >= _from)
            {
                lock (_gate)
                {
                    double now = _clock.Elapsed.TotalSeconds;
                    _firsts[result.Partition.Value] = double.IsNaN(_firsts[result.Partition.Value]) ? now : _firsts[result.Partition.Value];
                }
            }
        }
    }
}
