using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>What errors in place of a message mean.</summary>
internal static class ConsumerErrors
{
    /// <summary>
    /// Whether librdkafka goes on after an error, by its own retries. What is not known to pass is told: a reader that silently stands
    /// still is worse than one that fails.
    /// </summary>
    internal static bool PassesByItself(ErrorCode code) => code is
        ErrorCode.Local_AllBrokersDown or ErrorCode.Local_MaxPollExceeded or ErrorCode.Local_Resolve or ErrorCode.Local_TimedOut
        or ErrorCode.Local_TimedOutQueue or ErrorCode.Local_Transport or ErrorCode.Local_WaitCoord
        or ErrorCode.BrokerNotAvailable or ErrorCode.FencedLeaderEpoch or ErrorCode.GroupCoordinatorNotAvailable
        or ErrorCode.GroupLoadInProgress or ErrorCode.KafkaStorageError or ErrorCode.LeaderNotAvailable or ErrorCode.NetworkException
        or ErrorCode.NotCoordinatorForGroup or ErrorCode.NotLeaderForPartition or ErrorCode.OffsetNotAvailable
        or ErrorCode.RebalanceInProgress or ErrorCode.ReplicaNotAvailable or ErrorCode.RequestTimedOut
        or ErrorCode.UnknownLeaderEpoch;
}
