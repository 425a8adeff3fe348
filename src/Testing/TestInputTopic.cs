using System.Buffers;

namespace GenStreams.Testing;

/// <summary>A topic to pipe records into. Each call returns when the record, and all that follows from it, was processed.</summary>
/// <remarks>
/// When an error ends the topology, the call throws a <see cref="StreamsException"/> as a stream thread would: its message says at which
/// operator and record, its inner exception is the cause. The driver takes no more records then.
/// </remarks>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class TestInputTopic<TKey, TValue>
{
    private readonly TestRuntime _runtime;
    private readonly TestTopic _topic;
    private readonly ISerde<TKey> _keys;
    private readonly ISerde<TValue> _values;

    internal TestInputTopic(TestRuntime runtime, TestTopic topic, ISerde<TKey> keys, ISerde<TValue> values)
    {
        _runtime = runtime;
        _topic = topic;
        _keys = keys;
        _values = values;
    }

    /// <summary>The timestamp of the next record that is piped without one, in milliseconds; when null, the driver's wall clock.</summary>
    public long? NextTimestamp { get; set; }

    /// <summary>How far <see cref="NextTimestamp"/> moves with each record that is piped without a timestamp; zero unless set.</summary>
    public TimeSpan AutoAdvance { get; set; }

    /// <summary>Pipes a record with a null key.</summary>
    /// <param name="value">The value; null for a null value.</param>
    public void Pipe(TValue? value) => Append(null, Write(_values, value), null, null, null);

    /// <summary>Pipes a record.</summary>
    /// <param name="key">The key; null for a null key.</param>
    /// <param name="value">The value; null for a null value.</param>
    /// <param name="timestamp">
    /// Milliseconds since 1970-01-01 UTC; when null, <see cref="NextTimestamp"/> or the wall clock. What becomes of a negative one, the
    /// source's <c>Timestamps</c> say.
    /// </param>
    /// <param name="headers">The headers, which are copied; none when null.</param>
    /// <param name="partition">The partition; when null, the one of Kafka's default partitioner, each in turn for null keys.</param>
    public void Pipe(TKey? key, TValue? value, long? timestamp = null, RecordHeaders? headers = null, int? partition = null) =>
        Append(Write(_keys, key), Write(_values, value), timestamp, headers, partition);

    /// <summary>Pipes a record with a null value, whatever the type of values.</summary>
    /// <inheritdoc cref="Pipe(TKey, TValue, long?, RecordHeaders?, int?)"/>
    public void PipeTombstone(TKey? key, long? timestamp = null, RecordHeaders? headers = null, int? partition = null) =>
        Append(Write(_keys, key), null, timestamp, headers, partition);

    /// <summary>Pipes records, one after the other.</summary>
    public void PipeAll(IEnumerable<(TKey? Key, TValue? Value)> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var (key, value) in records)
        {
            Pipe(key, value);
        }
    }

    /// <summary>Pipes records with null keys, one after the other.</summary>
    public void PipeValues(IEnumerable<TValue?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            Pipe(value);
        }
    }

    private static byte[]? Write<TItem>(ISerde<TItem> serde, TItem? item)
    {
        if (item is null)
        {
            return null;
        }

        var bytes = new ArrayBufferWriter<byte>();
        serde.Serialize(item, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private void Append(byte[]? key, byte[]? value, long? timestamp, RecordHeaders? headers, int? partition)
    {
        long at = timestamp ?? NextTimestamp ?? _runtime.WallClock;
        if (timestamp is null && AutoAdvance != TimeSpan.Zero)
        {
            NextTimestamp = at + (long)AutoAdvance.TotalMilliseconds;
        }

        _runtime.Pipe(_topic, partition, key, value, at, headers);
    }
}
