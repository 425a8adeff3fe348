using Confluent.Kafka;

namespace GenStreams.Tasks;

/// <summary>What kinds of trouble Kafka's errors are.</summary>
internal static class KafkaErrors
{
    /// <summary>The error of an exception; of one about several partitions, that of the first that failed.</summary>
    public static Error Of(KafkaException exception)
    {
        if (exception is TopicPartitionOffsetException { Results: { } results })
        {
            foreach (var result in results)
            {
                if (result.Error.IsError)
                {
                    return result.Error;
                }
            }
        }

        return exception.Error;
    }

    /// <summary>Goes away by itself: the same call may work a moment later.</summary>
    public static bool IsTransient(Error error) => !error.IsFatal && (error.Code is
        ErrorCode.Local_TimedOut or ErrorCode.Local_TimedOutQueue or ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or
        ErrorCode.Local_Resolve or ErrorCode.Local_WaitCoord or ErrorCode.Local_InProgress or
        ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition or ErrorCode.RequestTimedOut or ErrorCode.NetworkException or
        ErrorCode.BrokerNotAvailable or ErrorCode.NotController or ErrorCode.GroupLoadInProgress or
        ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.NotCoordinatorForGroup or ErrorCode.NotEnoughReplicas or
        ErrorCode.ConcurrentTransactions);

    /// <summary>The group goes on without this member, or is being rebalanced: its partitions will be taken away, and may come back.</summary>
    public static bool IsMembershipLoss(Error error) => error.Code is
        ErrorCode.RebalanceInProgress or ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId or ErrorCode.StaleMemberEpoch or
        ErrorCode.Local_AssignmentLost or ErrorCode.Local_NoOffset;

    /// <summary>The transaction is lost, the producer is not.</summary>
    public static bool RequiresAbort(KafkaException exception) => exception is KafkaTxnRequiresAbortException;

    /// <summary>
    /// The broker does not know the producer's transaction, or the producer, any more: as after a restart of the broker during which the
    /// transaction timed out. The producer is lost; a new one goes on from the last commit.
    /// </summary>
    public static bool IsProducerLost(Exception failure) =>
        (failure as KafkaException ?? failure.InnerException as KafkaException)?.Error is
        { IsFatal: true, Code: ErrorCode.InvalidTxnState or ErrorCode.InvalidProducerIdMapping };

    /// <summary>Refused for who we are, not for what we sent: no error handler is asked.</summary>
    public static bool IsAuthorization(Error error) => error.Code is
        ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or
        ErrorCode.TransactionalIdAuthorizationFailed or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication;

    /// <summary>Another producer has taken the transactional id over.</summary>
    public static bool IsFenced(Error error) => error.Code is
        ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch;
}
