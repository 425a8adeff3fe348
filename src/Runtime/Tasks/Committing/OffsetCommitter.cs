using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>At least once: everything sent is acknowledged, then the offsets are committed.</summary>
internal sealed class OffsetCommitter(
    IStreamConsumer consumer, StreamProducer producer, ThreadMetrics metrics, TimeProvider time, TimeSpan flushTimeout, RetryBudget retries)
    : Committer(consumer, producer, metrics, time)
{
    /// <inheritdoc/>
    public override void Begin()
    {
    }

    /// <inheritdoc/>
    public override void Abort()
    {
    }

    /// <inheritdoc/>
    protected override CommitResult Commit(ReadOnlySpan<StreamTask> tasks, IReadOnlyList<TopicPartitionOffset> offsets)
    {
        Producer.Flush(flushTimeout);

        // What was emitted is acknowledged. Should this not be, by a crash before the next flush, it is emitted again.
        SaveProgress(tasks);
        try
        {
            if (offsets.Count > 0)
            {
                Consumer.Commit(offsets);
            }

            retries.Succeeded();
            return CommitResult.Committed;
        }
        catch (KafkaException e) when (KafkaErrors.IsMembershipLoss(KafkaErrors.Of(e)))
        {
            return CommitResult.Refused;
        }
        catch (KafkaException e) when (KafkaErrors.IsTransient(KafkaErrors.Of(e)))
        {
            retries.Failed("The commit", e);
            return CommitResult.Deferred;
        }
    }
}
