using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>
/// Finds out where tasks go on: at the committed offsets, and where there is none, where the source's <see cref="OffsetReset"/> says. That is fixed here, once: an
/// "end" that is looked up later lies behind records that came meanwhile.
/// </summary>
internal sealed class StartOffsets(TopicPlan plan, IGroupMember member, ITopicAdmin admin, TimeSpan offsetsTimeout, TimeSpan endsTimeout)
{
    /// <summary>Asks for all partitions of tasks.</summary>
    /// <exception cref="KafkaException">The brokers did not answer in time, or a transaction holds offsets back.</exception>
    public Dictionary<TopicPartition, StartOffset> Find(IReadOnlyList<StateTask> tasks)
    {
        var committed = member.Committed([.. tasks.SelectMany(t => plan.PartitionsOf(t.Id))], offsetsTimeout);
        var changelogs = tasks.SelectMany(static t => t.SourceTargets).Select(static t => t.Partition).ToHashSet();
        var unknown = committed.Where(c => c.Offset < 0 || changelogs.Contains(c.Partition)).Select(static c => c.Partition).ToList();
        var ends = unknown.Count == 0
            ? new Dictionary<TopicPartition, WatermarkOffsets>()
            : admin.EndsAsync(unknown, endsTimeout, CancellationToken.None).GetAwaiter().GetResult();
        return committed.ToDictionary(static c => c.Partition, c => Of(c, ends));
    }

    private StartOffset Of(CommittedOffset committed, IReadOnlyDictionary<TopicPartition, WatermarkOffsets> ends)
    {
        if (!ends.TryGetValue(committed.Partition, out var found))
        {
            return committed.Offset >= 0
                ? new StartOffset(committed, new WatermarkOffsets(committed.Offset, committed.Offset))
                : throw new KafkaException(new Error(ErrorCode.UnknownTopicOrPart, $"The source topic '{committed.Partition.Topic}' does not exist"));
        }

        if (committed.Offset >= 0)
        {
            return new StartOffset(committed, found);
        }

        bool isLatest = plan.Source(committed.Partition.Topic).OffsetReset == OffsetReset.Latest;
        return new StartOffset(committed with { Offset = (isLatest ? found.High : found.Low).Value }, found);
    }
}
