using System.Diagnostics;
using Confluent.Kafka;
using GenStreams.Topologies;

namespace GenStreams.Samples.Demo;

/// <summary>The topics of a demo's topology, and how far it has read them.</summary>
internal sealed class DemoTopics(TopologyDescriptor topology, string application)
{
    private static readonly TimeSpan Request = TimeSpan.FromSeconds(10);

    /// <summary>The topics that must be there before the topology starts.</summary>
    public IReadOnlySet<string> External { get; } = topology.SubTopologies
        .SelectMany(part => part.Sources.Select(source => source.Topic).Concat(part.Sinks))
        .Concat(topology.GlobalTables.Select(table => table.Topic))
        .Concat(topology.TopicSerdes.Select(serdes => serdes.Topic))
        .Where(topic => !topic.IsInternal)
        .Select(topic => topic.Name)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The topics that the topology writes.</summary>
    public IReadOnlyList<string> Written { get; } =
        [.. topology.SubTopologies.SelectMany(part => part.Sinks).Where(topic => !topic.IsInternal).Select(topic => topic.Name).Distinct()];

    /// <summary>Waits until all that is in the topics that the topology reads was processed and committed.</summary>
    /// <returns>Whether that came about in time.</returns>
    public async Task<bool> ProcessedAsync(string bootstrapServers, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(
            new ConsumerConfig { BootstrapServers = bootstrapServers, GroupId = application, EnableAutoCommit = false }).Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var read = topology.SubTopologies
            .SelectMany(part => part.Sources)
            .Select(source => source.Topic.Resolve(application))
            .ToHashSet(StringComparer.Ordinal);

        // Twice in a row: the records of one topic become those of another.
        for (int quiet = 0; quiet < 2 && clock.Elapsed < limit; quiet = IsAllCommitted(consumer, admin, read) ? quiet + 1 : 0)
        {
            await Task.Delay(300);
        }

        return clock.Elapsed < limit;
    }

    private static bool IsAllCommitted(IConsumer<Ignore, Ignore> consumer, IAdminClient admin, HashSet<string> topics)
    {
        var partitions = admin.GetMetadata(Request).Topics
            .Where(topic => topics.Contains(topic.Topic))
            .SelectMany(topic => topic.Partitions.Select(partition => new TopicPartition(topic.Topic, partition.PartitionId)))
            .ToList();
        return partitions.Select(partition => partition.Topic).Distinct().Count() == topics.Count
            && consumer.Committed(partitions, Request).TrueForAll(committed =>
            {
                long end = consumer.QueryWatermarkOffsets(committed.TopicPartition, Request).High.Value;
                return end == 0 || committed.Offset.Value >= end;
            });
    }
}
