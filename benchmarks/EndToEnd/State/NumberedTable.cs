using System.Buffers.Binary;
using Confluent.Kafka;

namespace GenStreams.EndToEnd.State;

/// <summary>The last count of each numbered key in a topic.</summary>
internal static class NumberedTable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Reads what is committed.</summary>
    public static long[] Read(string bootstrap, string topic, int partitions, int keys)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "numbered-table",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadCommitted,
        }).Build();
        consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        long[] counts = new long[keys];
        for (int open = partitions; open > 0;)
        {
            var result = consumer.Consume(Patience) ?? throw new TimeoutException($"Nothing came of {topic} for {Patience}.");
            if (result.IsPartitionEOF)
            {
                open--;
            }
            else
            {
                counts[NumberedInput.NumberOf(result.Message.Key)] = BinaryPrimitives.ReadInt64BigEndian(result.Message.Value);
            }
        }

        return counts;
    }
}
