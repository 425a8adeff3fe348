using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>Exactly once: outputs, changelogs and offsets of all tasks of the thread are committed in one transaction.</summary>
internal sealed class TransactionCommitter(
    ThreadClients clients, IGroupMember member, ThreadMetrics metrics, TimeProvider time, TimeSpan timeout)
    : Committer(clients, member, metrics, time)
{
    // What takes longer than this is left to the next producer of the id, which ends the transaction.
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(5);

    // A client may wait for ever for a coordinator of the group that has gone away (librdkafka #5511, in 2.16 too): a new one asks who is its successor.
    private static readonly TimeSpan OffsetsTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    private bool _isOpen;
    private bool _isEnding;

    /// <inheritdoc/>
    public override void Begin()
    {
        if (!_isOpen)
        {
            Clients.Producer.BeginTransaction();
            _isOpen = true;
        }
    }

    /// <inheritdoc/>
    public override WorkOutcome Abandon(KafkaException? cause)
    {
        // A commit that was asked for and not answered may have happened.
        var outcome = _isEnding && (cause is null || !KafkaErrors.RequiresAbort(cause)) ? WorkOutcome.Unknown : WorkOutcome.NotCommitted;
        bool isUsable = outcome == WorkOutcome.NotCommitted && (cause is null || KafkaErrors.LeavesProducer(cause.Error));
        if (!isUsable || (_isOpen && !TryAbort()))
        {
            // Its transaction ends when the next producer of its id begins.
            Clients.DropProducer();
        }

        _isOpen = false;
        _isEnding = false;
        return outcome;
    }

    /// <inheritdoc/>
    protected override CommitResult Commit(ReadOnlySpan<StreamTask> tasks, IReadOnlyList<CommittedOffset> offsets)
    {
        Begin();
        SaveProgress(tasks);
        CommitProbe.Reached(CommitPoint.BeforeFlush);
        Clients.Producer.Flush(timeout);
        CommitProbe.Reached(CommitPoint.AfterFlush);
        if (offsets.Count > 0)
        {
            // The member as it is now, not just the group: one that was thrown out must not commit.
            var most = OffsetsTimeout < timeout ? OffsetsTimeout : timeout;
            Retry(() => Clients.Producer.SendOffsets(offsets, Member.TakeMetadata(), most), most);
        }

        CommitProbe.Reached(CommitPoint.AfterOffsets);
        _isEnding = true;
        Retry(() => Clients.Producer.CommitTransaction(timeout), timeout);
        _isOpen = false;
        _isEnding = false;
        CommitProbe.Reached(CommitPoint.AfterCommit);
        return CommitResult.Committed;
    }

    private bool TryAbort()
    {
        try
        {
            Clients.Producer.AbortTransaction(AbortTimeout);
            return true;
        }
        catch (KafkaException)
        {
            return false;
        }
    }

    // A commit whose answer got lost may have happened: only the same call again can tell. The broker ends a transaction that takes too long.
    private void Retry(Action call, TimeSpan most)
    {
        long start = Time.GetTimestamp();
        while (true)
        {
            try
            {
                call();
                return;
            }
            catch (KafkaException e) when (IsToBeRetried(e) && Time.GetElapsedTime(start) < most)
            {
                Thread.Sleep(RetryDelay);
            }
        }
    }

    private static bool IsToBeRetried(KafkaException e) =>
        !KafkaErrors.RequiresAbort(e) && (e is KafkaRetriableException || KafkaErrors.IsTransient(KafkaErrors.Of(e)));
}
