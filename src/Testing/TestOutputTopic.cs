namespace GenStreams.Testing;

/// <summary>A topic that the topology writes, to read from in the order of writing, all partitions together.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class TestOutputTopic<TKey, TValue>
{
    private readonly TestRuntime _runtime;
    private readonly TestTopic _topic;
    private readonly ISerde<TKey> _keys;
    private readonly ISerde<TValue> _values;

    internal TestOutputTopic(TestRuntime runtime, TestTopic topic, ISerde<TKey> keys, ISerde<TValue> values)
    {
        _runtime = runtime;
        _topic = topic;
        _keys = keys;
        _values = values;
    }

    /// <summary>How many records there are to read.</summary>
    public int Count => _topic.Unread.Count;

    /// <summary>Whether there is nothing to read.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Reads the next record.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TestRecord<TKey, TValue> ReadRecord() =>
        _topic.Unread.TryDequeue(out var message)
            ? new(message, _keys, _values)
            : throw new InvalidOperationException(_runtime.NothingToRead(_topic));

    /// <summary>Reads the next record's key and value.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is none, or a null of a type that has no null: read the topic with a nullable type.
    /// </exception>
    public (TKey? Key, TValue? Value) ReadKeyValue() => KeyValue(ReadRecord());

    /// <summary>Reads the next record's value.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is none, or a null of a type that has no null: read the topic with a nullable type.
    /// </exception>
    public TValue? ReadValue() => Value(ReadRecord());

    /// <summary>Reads the keys and values of all records that there are; none is fine.</summary>
    /// <exception cref="InvalidOperationException">A null of a type that has no null: read the topic with a nullable type.</exception>
    public IReadOnlyList<(TKey? Key, TValue? Value)> ReadAll()
    {
        var read = new List<(TKey?, TValue?)>(Count);
        while (!IsEmpty)
        {
            read.Add(ReadKeyValue());
        }

        return read;
    }

    /// <summary>Reads all records that there are; none is fine.</summary>
    public IReadOnlyList<TestRecord<TKey, TValue>> ReadAllRecords()
    {
        var read = new List<TestRecord<TKey, TValue>>(Count);
        while (!IsEmpty)
        {
            read.Add(ReadRecord());
        }

        return read;
    }

    private (TKey? Key, TValue? Value) KeyValue(TestRecord<TKey, TValue> record)
    {
        if (!record.HasKey && default(TKey) is not null)
        {
            throw NoNull("key", typeof(TKey));
        }

        return (record.Key, Value(record));
    }

    private TValue? Value(TestRecord<TKey, TValue> record)
    {
        if (record.IsTombstone && default(TValue) is not null)
        {
            throw NoNull("value", typeof(TValue));
        }

        return record.Value;
    }

    private InvalidOperationException NoNull(string what, Type type) => new(
        $"The next record of topic '{_topic.Name}' has a null {what}, and {type.Name} has no null: "
        + $"read the topic with {type.Name}? as its type, or use ReadRecord().");
}
