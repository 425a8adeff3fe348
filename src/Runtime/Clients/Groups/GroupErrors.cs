using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>What errors of a group member mean.</summary>
internal static class GroupErrors
{
    /// <summary>Whether a member with an error cannot be in the group until a setting, a right or another member changes.</summary>
    internal static bool ExcludeFromGroup(ErrorCode code) => code is
        ErrorCode.GroupAuthorizationFailed or ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed
        or ErrorCode.FencedInstanceId or ErrorCode.UnreleasedInstanceId or ErrorCode.UnsupportedVersion or ErrorCode.UnsupportedAssignor
        or ErrorCode.InvalidGroupId or ErrorCode.InvalidSessionTimeout or ErrorCode.InconsistentGroupProtocol
        or ErrorCode.GroupMaxSizeReached;
}
