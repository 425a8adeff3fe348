using System.Globalization;

namespace GenStreams.Samples;

/// <summary>
/// Counts what stream threads read and write, in records and bytes, and measures how old records are when they are read. Register it as a
/// service: <c>services.AddSingleton&lt;IConsumeInterceptor&gt;(meter)</c> and <c>services.AddSingleton&lt;IProduceInterceptor&gt;(meter)</c>.
/// </summary>
/// <remarks>It is called on several threads, once for each record: it adds numbers, and allocates nothing.</remarks>
public sealed class TrafficMeter(TimeProvider time) : IConsumeInterceptor, IProduceInterceptor
{
    private long _read;
    private long _readBytes;
    private long _sent;
    private long _sentBytes;
    private long _acknowledged;
    private long _latency;
    private long _longest;

    /// <summary>Records that were read.</summary>
    public long Read => Interlocked.Read(ref _read);

    /// <summary>Records that were sent, those of changelogs and repartition topics among them.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Records that the brokers have acknowledged.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>The average age of a record when it was read.</summary>
    public TimeSpan AverageLatency => Read == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Interlocked.Read(ref _latency) / Read);

    /// <summary>The greatest age of a record when it was read.</summary>
    public TimeSpan LongestLatency => TimeSpan.FromMilliseconds(Interlocked.Read(ref _longest));

    /// <inheritdoc/>
    public void OnConsume(in InterceptedRecord record)
    {
        long age = Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds() - record.Timestamp);
        Interlocked.Increment(ref _read);
        Interlocked.Add(ref _readBytes, record.Size);
        Interlocked.Add(ref _latency, age);
        for (long longest = Interlocked.Read(ref _longest); age > longest;)
        {
            long seen = Interlocked.CompareExchange(ref _longest, age, longest);
            longest = seen == longest ? age : seen;
        }
    }

    /// <inheritdoc/>
    public void OnSend(in InterceptedRecord record)
    {
        Interlocked.Increment(ref _sent);
        Interlocked.Add(ref _sentBytes, record.Size);
    }

    /// <inheritdoc/>
    public void OnAcknowledge(string topic, int partition, long offset) => Interlocked.Increment(ref _acknowledged);

    /// <summary>All numbers in two lines.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        read {Read} records, {Interlocked.Read(ref _readBytes)} bytes; age {AverageLatency.TotalMilliseconds:F0} ms on average, {LongestLatency.TotalMilliseconds:F0} ms at most
        sent {Sent} records, {Interlocked.Read(ref _sentBytes)} bytes; {Acknowledged} acknowledged
        """);
}
