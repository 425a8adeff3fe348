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
    /// Whether the producer can go on after the transaction is aborted. It cannot when the broker does not know its transaction, or itself, any more, as after a
    /// transaction that has timed out, or when another producer has its id, or when it has waited in vain: a new one goes on from the last commit.
    /// </summary>
    public static bool LeavesProducer(Error error) => !error.IsFatal && !IsFenced(error) && error.Code is not
        (ErrorCode.InvalidTxnState or ErrorCode.InvalidProducerIdMapping or ErrorCode.Local_TimedOut);

    /// <summary>The partition does not have the offset: its topic was truncated, or made anew.</summary>
    public static bool IsOffsetGone(Error error) => error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange;

    /// <summary>The topic, or the partition, does not exist.</summary>
    public static bool IsTopicGone(Error error) => error.Code is
        ErrorCode.UnknownTopicOrPart or ErrorCode.UnknownTopicId or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition;

    /// <summary>
    /// Does not pass until somebody changes something: rights, credentials, settings, the version of the brokers. All else that is not fatal is of the moment, and
    /// tried again.
    /// </summary>
    public static bool IsOfConfiguration(Error error) => IsAuthorization(error) || error.Code is
        ErrorCode.UnsupportedSaslMechanism or ErrorCode.IllegalSaslState or ErrorCode.Local_Ssl or ErrorCode.UnsupportedVersion or
        ErrorCode.Local_UnsupportedFeature or ErrorCode.Local_NotImplemented or ErrorCode.Local_InvalidArg or ErrorCode.InvalidConfig or
        ErrorCode.PolicyViolation or ErrorCode.InvalidGroupId or ErrorCode.TopicException or ErrorCode.InvalidPartitions or
        ErrorCode.InvalidReplicationFactor or ErrorCode.InvalidTransactionTimeout or ErrorCode.GroupMaxSizeReached;

    /// <summary>Passes by itself, sooner or later.</summary>
    public static bool IsOfMoment(Error error) => !error.IsFatal && !IsOfConfiguration(error);

    /// <summary>Refused for who we are, not for what we sent: no error handler is asked.</summary>
    public static bool IsAuthorization(Error error) => error.Code is
        ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or
        ErrorCode.TransactionalIdAuthorizationFailed or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication;

    /// <summary>Another producer has taken the transactional id over.</summary>
    public static bool IsFenced(Error error) => error.Code is
        ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch;
}
