namespace GenStreams.Testing;

/// <summary>The topics of the driver. What is appended goes into their readers' queues, and into their global tables at once.</summary>
internal sealed class TestTopics(Func<string, int> partitionsOf, TestErrors errors)
{
    private readonly SortedDictionary<string, TestTopic> _topics = new(StringComparer.Ordinal);
    private long _sequence;

    public IEnumerable<TestTopic> All => _topics.Values;

    /// <summary>The topic of a name, which is made when it is new.</summary>
    public TestTopic this[string name]
    {
        get
        {
            if (!_topics.TryGetValue(name, out var topic))
            {
                topic = new TestTopic(name, partitionsOf(name));
                _topics.Add(name, topic);
            }

            return topic;
        }
    }

    /// <summary>The topic of a name; null when there is none.</summary>
    public TestTopic? Find(string name) => _topics.GetValueOrDefault(name);

    public TestMessage Append(TestTopic topic, int partition, byte[]? key, byte[]? value, long timestamp, RecordHeaders? headers)
    {
        var encoded = headers is null ? [] : headers.Encoded.ToArray();
        var message = new TestMessage(topic, partition, topic.NextOffset(partition), _sequence++, key, value, timestamp, encoded);
        foreach (var reader in topic.Readers)
        {
            if (reader.Task.Id.Partition == partition)
            {
                reader.Append(message);
            }
        }

        UpdateGlobalTables(topic, message);
        return message;
    }

    private void UpdateGlobalTables(TestTopic topic, TestMessage message)
    {
        foreach (var table in topic.GlobalTables)
        {
            if (message.Key is null)
            {
                errors.Dropped(table.Name, "null key", message);
            }
            else
            {
                table.Take(message);
            }
        }
    }
}
