using System.Globalization;
using System.Text;
using Confluent.Kafka;
using GenStreams.Tests.Cluster;

namespace GenStreams.Soak.Feeds;

/// <summary>
/// What really is in the input topics, read after all is over: a record that the test's own producer has lost or doubled in the faults is
/// not to be held against the application.
/// </summary>
internal static class InputAudit
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Reads all input.</summary>
    /// <param name="bootstrapServers">The broker.</param>
    /// <param name="topics">The input topics.</param>
    /// <returns>How often each id is there.</returns>
    public static Dictionary<string, int> CountIds(string bootstrapServers, IEnumerable<string> topics)
    {
        using var consumer = new ConsumerBuilder<Ignore, byte[]?>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "soak-audit",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        var partitions = topics.SelectMany(topic => Enumerable.Range(0, SoakRun.Partitions)
            .Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning))).ToList();
        consumer.Assign(partitions);
        var once = new RecordsOnce();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int open = partitions.Count; open > 0;)
        {
            var result = consumer.Consume(Limit) ?? throw new TimeoutException($"Reading the input again took longer than {Limit}.");
            if (result.IsPartitionEOF)
            {
                open--;
            }
            else if (once.IsNew(result.TopicPartitionOffset) && result.Message.Value is { } value)
            {
                string text = Encoding.UTF8.GetString(value);
                int end = text.IndexOf(' ', StringComparison.Ordinal);
                string id = end < 0 ? text : text[..end];
                counts[id] = counts.GetValueOrDefault(id) + 1;
            }
        }

        return counts;
    }

    /// <summary>Says which records are there more than once.</summary>
    public static void TellDoubled(Dictionary<string, int> counts, SoakLog log)
    {
        foreach (var (id, count) in counts.Where(id => id.Value > 1).Take(10))
        {
            log.Say(string.Create(CultureInfo.InvariantCulture, $"! the producer of the input wrote id {id} {count} times"));
        }
    }
}
