using Confluent.Kafka;

namespace GenStreams.Tests.Cluster;

/// <summary>
/// Lets each record of a reader through once. When a broker has come back, the client finds out that a partition's leader is another one and can fetch again what it
/// has given already.
/// </summary>
internal sealed class RecordsOnce
{
    private readonly Dictionary<TopicPartition, long> _next = [];

    /// <summary>Whether a record was not there before.</summary>
    public bool IsNew(TopicPartitionOffset record)
    {
        if (record.Offset < _next.GetValueOrDefault(record.TopicPartition))
        {
            return false;
        }

        _next[record.TopicPartition] = record.Offset + 1;
        return true;
    }
}
