using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>Exactly once: outputs, changelogs and offsets of all tasks of the thread are committed in one transaction.</summary>
internal sealed class TransactionCommitter(
    IStreamConsumer consumer, StreamProducer producer, ThreadMetrics metrics, TimeProvider time, TimeSpan timeout, RetryBudget retries)
    : Committer(consumer, producer, metrics, time)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    private bool _open;

    /// <inheritdoc/>
    public override void Begin()
    {
        if (!_open)
        {
            Producer.BeginTransaction();
            _open = true;
        }
    }

    /// <inheritdoc/>
    public override void Abort()
    {
        if (_open)
        {
            _open = false;
            Retry("The abort of a transaction", () => Producer.AbortTransaction(timeout));
        }
    }

    /// <inheritdoc/>
    protected override CommitResult Commit(ReadOnlySpan<StreamTask> tasks, IReadOnlyList<TopicPartitionOffset> offsets)
    {
        SaveProgress(tasks);

        // The group's metadata, not just its name: a member that was thrown out of the group must not commit.
        Producer.Flush(timeout);
        if (offsets.Count > 0)
        {
            Retry("The commit of offsets in a transaction", () => Producer.SendOffsets(offsets, Consumer.GroupMetadata, timeout));
        }

        Retry("The commit of a transaction", () => Producer.CommitTransaction(timeout));
        _open = false;
        return CommitResult.Committed;
    }

    // A commit whose answer got lost may have happened: only the same call again can tell.
    private void Retry(string what, Action call)
    {
        while (true)
        {
            try
            {
                call();
                retries.Succeeded();
                return;
            }
            catch (KafkaException e) when (!KafkaErrors.RequiresAbort(e) && (e is KafkaRetriableException || KafkaErrors.IsTransient(KafkaErrors.Of(e))))
            {
                retries.Failed(what, e);
                Thread.Sleep(RetryDelay);
            }
        }
    }
}
