using System.Diagnostics;
using Confluent.Kafka;
using GenStreams.Clients.Native;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>
/// Finds out which protocol a group is to use. A group that has members goes on with theirs: two instances of one application always speak the same. For
/// a group without members the broker is asked, by a member that joins for a moment and is given nothing: neither the versions of requests nor the
/// settings of brokers say whether the new protocol is switched on.
/// </summary>
internal static class GroupProtocolProbe
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    /// <summary>Which protocol it is; logged with the reason.</summary>
    /// <param name="admin">Looks the group up.</param>
    /// <param name="config">librdkafka properties of the member to be, of Kafka 4's protocol and complete.</param>
    /// <param name="timeout">How long the brokers may take.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="KafkaException">The brokers did not answer in time, or refused: what they say is in the message.</exception>
    internal static async Task<GroupProtocol> FindAsync(
        ITopicAdmin admin, IReadOnlyDictionary<string, string> config, TimeSpan timeout, ILogger logger, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        string group = config["group.id"];
        var spoken = await admin.GroupProtocolAsync(group, timeout, cancellationToken).ConfigureAwait(false);
        if (spoken is { } protocol)
        {
            return Found(protocol, "its members do", group, logger);
        }

        var rest = timeout - Stopwatch.GetElapsedTime(start);
        return await Task.Run(() => Join(config, rest, logger, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Joins for a moment.</summary>
    internal static GroupProtocol Join(
        IReadOnlyDictionary<string, string> config, TimeSpan timeout, ILogger logger, CancellationToken cancellationToken)
    {
        // Without the name of the member that is to be: it keeps its place.
        var trial = new Dictionary<string, string>(config);
        trial.Remove("group.instance.id");
        string group = trial["group.id"];
        long start = Stopwatch.GetTimestamp();
        using var member = new NativeGroupMember(trial, logger);
        member.Subscribe([]);
        var nothing = new Nothing(member);
        while (!member.IsJoined)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(start) > timeout)
            {
                throw new KafkaException(new Error(
                    ErrorCode.Local_TimedOut, $"The brokers did not say within {timeout} which protocol the group {group} can use"));
            }

            try
            {
                member.Poll(Slice, nothing);
            }
            catch (KafkaException e) when (e.Error.Code is ErrorCode.UnsupportedVersion or ErrorCode.Local_UnsupportedFeature)
            {
                return Found(GroupProtocol.Classic, "the brokers do not have the one of Kafka 4, or it is switched off", group, logger);
            }
        }

        return Found(GroupProtocol.Consumer, "the brokers have it", group, logger);
    }

    private static GroupProtocol Found(GroupProtocol protocol, string reason, string group, ILogger logger)
    {
        ClientLog.GroupProtocolFound(logger, group, protocol == GroupProtocol.Consumer ? "consumer" : "classic, cooperative-sticky", reason);
        return protocol;
    }

    private sealed class Nothing(IGroupMember member) : IGroupListener
    {
        public void OnAssigned(IReadOnlyList<TopicPartition> partitions)
        {
            if (partitions.Count > 0)
            {
                member.Accept([.. partitions]);
            }
        }

        public void OnRevoked(IReadOnlyList<TopicPartition> partitions) => member.GiveBack([.. partitions]);

        public void OnLost(IReadOnlyList<TopicPartition> partitions) => member.GiveBack([.. partitions]);
    }
}
