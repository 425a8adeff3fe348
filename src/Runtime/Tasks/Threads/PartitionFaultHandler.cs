using Confluent.Kafka;
using GenStreams.Clients;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// What a thread does when a partition that it reads does not have the next offset, or is not there: it was truncated, or its topic deleted and perhaps made
/// anew. Reading goes on where the source's <see cref="OffsetReset"/> says, as soon as there is something, and the log says what was left out. A topic that was made
/// anew is read from its beginning, whatever offsets it has.
/// </summary>
internal sealed class PartitionFaultHandler(
    TopicPlan plan, ITopicAdmin admin, TopicWatch watch, IStreamConsumer consumer, ThreadTasks tasks, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan QuestionTimeout = TimeSpan.FromSeconds(5);

    private readonly HashSet<TopicPartition> _open = [];
    private readonly Backoff _backoff = new(time, logger);
    private string? _waitsFor;
    private int _seenAnswer;

    /// <summary>Which topics are waited for; null for none.</summary>
    public string? WaitsFor => Volatile.Read(ref _waitsFor);

    /// <summary>After a poll: handles what is wrong with partitions.</summary>
    /// <exception cref="StreamsException">A topic may not be read.</exception>
    public void Handle()
    {
        while (consumer.TryTakeFault(out var fault))
        {
            Note(fault);
        }

        CheckTopics();
        if (_open.Count == 0 || !_backoff.IsOver)
        {
            return;
        }

        try
        {
            // In this order: the offsets are not of a topic before the one that is known.
            var found = admin.TopicsAsync([.. _open.Select(static p => p.Topic).Distinct()], QuestionTimeout, CancellationToken.None).GetAwaiter().GetResult();
            var ends = admin.EndsAsync([.. _open.Where(p => found.ContainsKey(p.Topic))], QuestionTimeout, CancellationToken.None).GetAwaiter().GetResult();
            foreach (var (partition, at) in ends)
            {
                GoOn(partition, at, found.TryGetValue(partition.Topic, out var topic) ? TopicMark.Of(topic.Id) : TopicMark.Unknown);
            }

            if (_open.Count == 0)
            {
                _backoff.Succeeded();
                Volatile.Write(ref _waitsFor, null);
            }
            else
            {
                string topics = string.Join(", ", _open.Select(static p => $"'{p.Topic}'").Distinct());
                Volatile.Write(ref _waitsFor, $"source topic {topics} does not exist");
                _backoff.Failed($"Reading source topic {topics}", new KafkaException(new Error(ErrorCode.UnknownTopicOrPart)));
            }
        }
        catch (KafkaException e) when (KafkaErrors.IsOfMoment(KafkaErrors.Of(e)))
        {
            _backoff.Failed("The question where partitions begin and end", e);
        }
    }

    // What no fault tells: clients wait for a topic that is gone, and go on in another at the offset of the one before.
    private void CheckTopics()
    {
        int answer = watch.Version;
        if (answer == _seenAnswer)
        {
            return;
        }

        _seenAnswer = answer;
        foreach (var task in tasks.Running)
        {
            foreach (var queue in task.Partitions.Queues)
            {
                Check(queue);
            }
        }
    }

    private void Check(RecordQueue queue)
    {
        string topic = queue.Partition.Topic;
        long mark = watch.MarkOf(topic);
        if (queue.TopicMark == TopicMark.Unknown && !queue.IsGone)
        {
            queue.TopicMark = mark;
        }

        bool isAnother = mark != TopicMark.Unknown && mark != queue.TopicMark;
        if ((isAnother || !watch.IsThere(topic)) && !queue.IsGone)
        {
            consumer.Pause(queue.Partition);
            queue.IsGone = true;
            _open.Add(queue.Partition);
        }
    }

    private void Note(PartitionFault fault)
    {
        if (tasks.Queue(fault.Partition) is not { } queue)
        {
            return;
        }

        if (KafkaErrors.IsOffsetGone(fault.Error) || KafkaErrors.IsTopicGone(fault.Error))
        {
            queue.IsGone = true;
            _open.Add(fault.Partition);
            return;
        }

        throw new StreamsException(
            $"Topic '{fault.Partition.Topic}', partition {fault.Partition.Partition.Value}, cannot be read: {fault.Error.Reason}.");
    }

    private void GoOn(TopicPartition partition, WatermarkOffsets found, long mark)
    {
        if (tasks.Queue(partition) is not { } queue)
        {
            _open.Remove(partition);
            return;
        }

        if (queue.Count > 0)
        {
            // First what was fetched before.
            return;
        }

        _open.Remove(partition);
        long next = Math.Max(queue.ExpectedOffset, 0);
        bool isThere = next >= found.Low.Value && next <= found.High.Value;
        bool isKnown = mark != TopicMark.Unknown && queue.TopicMark != TopicMark.Unknown;
        if (isKnown && mark != queue.TopicMark)
        {
            Log.TopicIsAnother(logger, partition.Topic, partition.Partition.Value, found.Low.Value, next);
            next = found.Low.Value;
            queue.GoTo(next);
        }
        else if (!isThere)
        {
            long start = plan.Source(partition.Topic).OffsetReset == OffsetReset.Latest ? found.High.Value : found.Low.Value;
            Log.OffsetIsGone(logger, partition.Topic, partition.Partition.Value, next, found.Low.Value, found.High.Value, start);
            queue.GoTo(start);
            next = start;
        }

        queue.TopicMark = mark;
        queue.IsGone = false;
        queue.IsPaused = false;
        consumer.Remove([partition]);
        consumer.Add([new TopicPartitionOffset(partition, next)]);
    }
}
