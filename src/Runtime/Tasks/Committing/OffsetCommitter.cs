using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>At least once: everything sent is acknowledged, then the offsets are committed.</summary>
internal sealed class OffsetCommitter(
    ThreadClients clients, IGroupMember member, ThreadMetrics metrics, TimeProvider time, TimeSpan timeout, Backoff backoff)
    : Committer(clients, member, metrics, time)
{
    /// <inheritdoc/>
    public override void Begin()
    {
    }

    /// <inheritdoc/>
    /// <remarks>What was sent may have arrived, and the changes of stores with it: only their changelogs can tell.</remarks>
    public override WorkOutcome Abandon(KafkaException? cause)
    {
        Clients.DropProducer();
        return WorkOutcome.Unknown;
    }

    /// <inheritdoc/>
    protected override CommitResult Commit(ReadOnlySpan<StreamTask> tasks, IReadOnlyList<CommittedOffset> offsets)
    {
        CommitProbe.Reached(CommitPoint.BeforeFlush);
        Clients.Producer.Flush(timeout);
        CommitProbe.Reached(CommitPoint.AfterFlush);

        // What was emitted is acknowledged. Should this not be, by a crash before the next flush, it is emitted again.
        SaveProgress(tasks);
        try
        {
            if (offsets.Count > 0)
            {
                Member.Commit(offsets, timeout);
            }

            backoff.Succeeded();
            CommitProbe.Reached(CommitPoint.AfterCommit);
            return CommitResult.Committed;
        }
        catch (KafkaException e) when (KafkaErrors.IsMembershipLoss(KafkaErrors.Of(e)))
        {
            // The group is being rebalanced; whether the tasks stay is about to be told.
            return CommitResult.Refused;
        }
        catch (KafkaException e) when (KafkaErrors.IsOfMoment(KafkaErrors.Of(e)))
        {
            backoff.Failed("The commit of offsets", e);
            return CommitResult.Deferred;
        }
    }
}
