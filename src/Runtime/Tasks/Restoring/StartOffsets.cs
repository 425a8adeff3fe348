using Confluent.Kafka;
using GenStreams.Clients;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// Finds out where tasks go on: at the committed offsets, and where there is none, where the source's <see cref="OffsetReset"/> says. That is fixed here, once: an
/// "end" that is looked up later lies behind records that came meanwhile. Offsets that were committed of another topic of the same name say nothing: this one is read
/// from its beginning.
/// </summary>
internal sealed class StartOffsets(TopicPlan plan, IGroupMember member, ITopicAdmin admin, TimeSpan offsetsTimeout, TimeSpan endsTimeout, ILogger logger)
{
    /// <summary>Asks for all partitions of tasks.</summary>
    /// <exception cref="KafkaException">The brokers did not answer in time, or a transaction holds offsets back.</exception>
    public Dictionary<TopicPartition, StartOffset> Find(IReadOnlyList<StateTask> tasks)
    {
        var committed = member.Committed([.. tasks.SelectMany(t => plan.PartitionsOf(t.Id))], offsetsTimeout);
        var changelogs = tasks.SelectMany(static t => t.SourceTargets).Select(static t => t.Partition).ToHashSet();
        var others = FindOthers(committed);
        var unknown = committed.Where(c => c.Offset < 0 || others.Contains(c.Partition) || changelogs.Contains(c.Partition)).Select(static c => c.Partition).ToList();
        var ends = unknown.Count == 0
            ? new Dictionary<TopicPartition, WatermarkOffsets>()
            : admin.EndsAsync(unknown, endsTimeout, CancellationToken.None).GetAwaiter().GetResult();
        return committed.ToDictionary(static c => c.Partition, c => Of(c, others.Contains(c.Partition), ends));
    }

    // The partitions whose offsets are of a topic that was deleted.
    private HashSet<TopicPartition> FindOthers(IReadOnlyList<CommittedOffset> committed)
    {
        var marked = committed.Where(static c => MarkOf(c) != TopicMark.Unknown).ToList();
        if (marked.Count == 0)
        {
            return [];
        }

        var topics = admin.TopicsAsync([.. marked.Select(static c => c.Partition.Topic).Distinct()], endsTimeout, CancellationToken.None).GetAwaiter().GetResult();
        return [.. marked
            .Where(c => topics.TryGetValue(c.Partition.Topic, out var topic) && TopicMark.Of(topic.Id) is not TopicMark.Unknown and var mark && mark != MarkOf(c))
            .Select(static c => c.Partition)];
    }

    private static long MarkOf(CommittedOffset committed) => OffsetMetadata.DecodeMark(committed.Metadata, committed.Partition.Topic, committed.Offset);

    private StartOffset Of(CommittedOffset committed, bool isOfAnother, IReadOnlyDictionary<TopicPartition, WatermarkOffsets> ends)
    {
        if (!ends.TryGetValue(committed.Partition, out var found))
        {
            return committed.Offset >= 0
                ? new StartOffset(committed, new WatermarkOffsets(committed.Offset, committed.Offset))
                : throw new KafkaException(new Error(ErrorCode.UnknownTopicOrPart, $"The source topic '{committed.Partition.Topic}' does not exist"));
        }

        if (isOfAnother)
        {
            Log.TopicIsAnother(logger, committed.Partition.Topic, committed.Partition.Partition.Value, found.Low.Value, committed.Offset);
            return new StartOffset(committed with { Offset = found.Low.Value }, found);
        }

        if (committed.Offset >= 0)
        {
            return new StartOffset(committed, found);
        }

        bool isLatest = plan.Source(committed.Partition.Topic).OffsetReset == OffsetReset.Latest;
        return new StartOffset(committed with { Offset = (isLatest ? found.High : found.Low).Value }, found);
    }
}
