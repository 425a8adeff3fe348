using System.Diagnostics;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients.Native;

/// <summary>A group member on a client of librdkafka of its own, which gives everything as events. Nothing of what it is assigned is fetched.</summary>
internal sealed unsafe class NativeGroupMember : IGroupMember
{
    private const int Events =
        Librdkafka.RebalanceEvent | Librdkafka.ErrorEvent | Librdkafka.LogEvent | Librdkafka.StatisticsEvent;

    private const int ClosingPollMs = 20;

    private static readonly TimeSpan LongestClosing = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger;
    private readonly NativeHandle _client;
    private readonly nint _queue;
    private readonly string _name;
    private readonly BrokerReach _reach = new();
    private readonly LogLimit _errors = new();
    private readonly bool _leavesBySubscription;
    private OwedAnswer? _owed;
    private bool _isClosed;

    public NativeGroupMember(IReadOnlyDictionary<string, string> config, ILogger logger)
    {
        _logger = logger;
        _leavesBySubscription = config.GetValueOrDefault("group.protocol") == "consumer";
        _client = NativeHandle.NewConsumer(Configure(config), Events);
        _name = Marshal.PtrToStringUTF8((nint)Librdkafka.Name(_client))!;
        _ = Librdkafka.PollSetConsumer(_client);
        _queue = Librdkafka.ConsumerQueue(_client);
        _ = Librdkafka.SetLogQueue(_client, _queue);
    }

    /// <inheritdoc/>
    public string MemberId
    {
        get
        {
            byte* id = Librdkafka.MemberId(_client);
            string text = Marshal.PtrToStringUTF8((nint)id) ?? "";
            Librdkafka.Free(0, id);
            return text;
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset? UnreachableSince => _reach.UnreachableSince;

    /// <inheritdoc/>
    /// <remarks>
    /// With no topics: in Kafka 4's protocol the member subscribes to a pattern that no topic matches, so that a static member gives up its
    /// partitions too, within a heartbeat. In the classic protocol it leaves the group until it subscribes again; a static member's
    /// partitions are then kept for it until its session times out.
    /// </remarks>
    public void Subscribe(IReadOnlyCollection<string> topics)
    {
        if (topics.Count == 0 && !_leavesBySubscription)
        {
            ThrowIfFailed(Librdkafka.Unsubscribe(_client), "cannot leave its group");
            return;
        }

        using var list = NativePartitionList.Of(topics.Count == 0 ? ["^$"] : topics);
        ThrowIfFailed(Librdkafka.Subscribe(_client, list.Pointer), "cannot subscribe");
    }

    /// <inheritdoc/>
    public void Poll(TimeSpan timeout, IGroupListener listener)
    {
        int wait = NativeTime.Milliseconds(timeout);
        nint @event;
        while ((@event = Librdkafka.QueuePoll(_queue, wait)) != 0)
        {
            wait = 0;
            Serve(@event, listener);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Answers may come in parts: the group hears of them when they are complete.</remarks>
    public void Accept(IReadOnlyCollection<TopicPartition> partitions)
    {
        if (Owed(isAssignment: true).IsCompletedBy(partitions))
        {
            Assign(_owed!.Partitions);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Answers may come in parts: the group hears of them when they are complete.</remarks>
    public void GiveBack(IReadOnlyCollection<TopicPartition> partitions)
    {
        if (Owed(isAssignment: false).IsCompletedBy(partitions))
        {
            Unassign(_owed!.Partitions);
        }
    }

    /// <inheritdoc/>
    public IGroupMetadata TakeMetadata()
    {
        nint pointer = Librdkafka.GroupMetadata(_client);
        if (pointer == 0)
        {
            throw new KafkaException(new Error(ErrorCode.Local_State, $"Group member {_name} has no group (group.id)"));
        }

        // Brokers take a transaction's offsets from who names no member as from one that needs none, also when the member was thrown out a moment ago.
        var metadata = new NativeGroupMetadata(pointer);
        if (!metadata.IsOfMember)
        {
            metadata.Dispose();
            throw new KafkaException(new Error(ErrorCode.UnknownMemberId, $"Group member {_name} is not in its group now: it has to join again"));
        }

        return metadata;
    }

    /// <inheritdoc/>
    public void Commit(IReadOnlyList<CommittedOffset> offsets, TimeSpan timeout) =>
        GroupOffsets.Commit(_client, _name, offsets, timeout);

    /// <inheritdoc/>
    public IReadOnlyList<CommittedOffset> Committed(IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout) =>
        GroupOffsets.Committed(_client, _name, partitions, timeout);

    /// <inheritdoc/>
    /// <remarks>What is still owed, or asked for while the group is left, is given back at once.</remarks>
    public void Close(TimeSpan timeout)
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        long start = Stopwatch.GetTimestamp();
        AnswerAtOnce();

        // What the library still has to say goes to this queue.
        nint queue = Librdkafka.QueueNew(_client);
        try
        {
            nint error = Librdkafka.CloseQueue(_client, queue);
            if (error != 0)
            {
                // The client has failed for good, and is in no group any more.
                Librdkafka.ErrorDestroy(error);
                return;
            }

            while (Librdkafka.IsClosed(_client) == 0)
            {
                if (Stopwatch.GetElapsedTime(start) > timeout)
                {
                    _client.DestroyInBackground();
                    return;
                }

                nint @event = Librdkafka.QueuePoll(queue, ClosingPollMs);
                if (@event != 0)
                {
                    Serve(@event, listener: null);
                }
            }
        }
        finally
        {
            Librdkafka.QueueDestroy(queue);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A member that was not closed is, which takes a few seconds at most: the library cannot be left in the middle of a rebalance.</remarks>
    public void Dispose()
    {
        if (!_client.IsClosed)
        {
            Close(LongestClosing);
            Librdkafka.QueueDestroy(_queue);
            _client.Dispose();
        }
    }

    private static Dictionary<string, string> Configure(IReadOnlyDictionary<string, string> config) =>
        new Dictionary<string, string>(config)
        {
            ["enable.auto.commit"] = "false",
            ["enable.auto.offset.store"] = "false",

            // Lines and statistics come through the queue, on the thread that polls.
            ["log.queue"] = "true",
            ["statistics.interval.ms"] = "1000",
        };

    private void Serve(nint @event, IGroupListener? listener)
    {
        try
        {
            switch (Librdkafka.EventType(@event))
            {
                case Librdkafka.RebalanceEvent:
                    OnRebalance((ErrorCode)Librdkafka.EventError(@event), NativePartitionList.Read(Librdkafka.EventPartitions(@event)), listener);
                    break;
                case Librdkafka.ErrorEvent:
                    OnError(@event, isClosing: listener is null);
                    break;
                case Librdkafka.LogEvent:
                    OnLog(@event);
                    break;
                case Librdkafka.StatisticsEvent:
                    _reach.Read(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(Librdkafka.EventStatistics(@event)));
                    break;
            }

            // All else is messages that were fetched before their partition was paused.
        }
        finally
        {
            Librdkafka.EventDestroy(@event);
        }
    }

    private void OnRebalance(ErrorCode code, List<TopicPartition> partitions, IGroupListener? listener)
    {
        _owed = new OwedAnswer(code == ErrorCode.Local_AssignPartitions, partitions);
        if (partitions.Count == 0 || listener is null)
        {
            AnswerAtOnce();
            if (code == ErrorCode.Local_AssignPartitions)
            {
                listener?.OnAssigned([]);
            }
        }
        else if (_owed.IsAssignment)
        {
            listener.OnAssigned(partitions);
        }
        else if (Librdkafka.AssignmentLost(_client) != 0)
        {
            listener.OnLost(partitions);
        }
        else
        {
            listener.OnRevoked(partitions);
        }
    }

    private void AnswerAtOnce()
    {
        if (_owed is { IsAssignment: true } assignment)
        {
            Assign(assignment.Partitions);
        }
        else if (_owed is { } revocation)
        {
            Unassign(revocation.Partitions);
        }
    }

    private OwedAnswer Owed(bool isAssignment) => _owed is { } owed && owed.IsAssignment == isAssignment
        ? owed
        : throw new InvalidOperationException($"Group member {_name} was not asked to {(isAssignment ? "take" : "give back")} partitions");

    // Begun at the end, where there is nothing, and paused at once: nothing is fetched. An offset of the group's would be asked for.
    private void Assign(IReadOnlyCollection<TopicPartition> partitions)
    {
        _owed = null;
        using var list = NativePartitionList.Of(partitions, Offset.End);
        NativeError.ThrowIfFailed(Librdkafka.IncrementalAssign(_client, list.Pointer));
        ThrowIfFailed(Librdkafka.PausePartitions(_client, list.Pointer), "cannot pause its partitions");
    }

    private void Unassign(IReadOnlyCollection<TopicPartition> partitions)
    {
        _owed = null;
        using var list = NativePartitionList.Of(partitions, Offset.Unset);
        NativeError.ThrowIfFailed(Librdkafka.IncrementalUnassign(_client, list.Pointer));
    }

    private void OnError(nint @event, bool isClosing)
    {
        var code = (ErrorCode)Librdkafka.EventError(@event);
        string reason = Marshal.PtrToStringUTF8((nint)Librdkafka.EventErrorString(@event)) ?? code.GetReason();
        bool isFatal = Librdkafka.EventErrorIsFatal(@event) != 0;
        if (code == ErrorCode.Local_AllBrokersDown)
        {
            _reach.AllDown();
        }

        if (!isClosing && (isFatal || GroupErrors.ExcludeFromGroup(code)))
        {
            throw new KafkaException(new Error(code, $"Group member {_name} cannot be in its group: {reason}", isFatal));
        }

        if (_errors.Allows(out int leftOut))
        {
            ClientLog.GroupMemberError(_logger, _name, code, reason, leftOut);
        }
    }

    private void OnLog(nint @event)
    {
        byte* facility;
        byte* text;
        int level;
        if (Librdkafka.EventLog(@event, &facility, &text, &level) == 0)
        {
            ClientLog.Library(_logger, new LogMessage(
                _name, (SyslogLevel)level, Marshal.PtrToStringUTF8((nint)facility), Marshal.PtrToStringUTF8((nint)text)));
        }
    }

    private void ThrowIfFailed(int code, string what)
    {
        if (code != Librdkafka.NoError)
        {
            throw new KafkaException(new Error((ErrorCode)code, $"Group member {_name} {what}: {((ErrorCode)code).GetReason()}"));
        }
    }
}
