using System.Diagnostics;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients.Native;

/// <summary>A group member on a client of librdkafka of its own, which gives everything as events. Nothing of what it is assigned is fetched.</summary>
internal sealed unsafe class NativeGroupMember : IGroupMember
{
    private const int ClosingPollMs = 20;

    private static readonly TimeSpan LookUpTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestClosing = TimeSpan.FromSeconds(5);

    private readonly NativeHandle _client;
    private readonly nint _queue;
    private readonly string _name;
    private readonly ClientEvents _events;
    private readonly bool _leavesBySubscription;
    private IReadOnlyCollection<string> _topics = [];
    private OwedAnswer? _owed;
    private bool _isClosed;

    public NativeGroupMember(IReadOnlyDictionary<string, string> config, ILogger logger)
    {
        _leavesBySubscription = config.GetValueOrDefault("group.protocol") == "consumer";
        _client = NativeHandle.NewConsumer(Configure(config), ClientEvents.Wanted | Librdkafka.RebalanceEvent);
        _name = Marshal.PtrToStringUTF8((nint)Librdkafka.Name(_client))!;
        _events = new ClientEvents(_name, logger);
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
    public bool IsJoined
    {
        get
        {
            using var metadata = new NativeGroupMetadata(Librdkafka.GroupMetadata(_client));
            return metadata.IsOfMember;
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset? UnreachableSince => _events.UnreachableSince;

    /// <inheritdoc/>
    public ClientTrouble? Trouble => _events.Trouble;

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

        if (!_leavesBySubscription)
        {
            LookUp(topics);
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

    // A member that changes to topics of which it knows nothing yet first takes those it had for deleted: it gives its partitions up and stays in the group without
    // a word, so that nobody else gets them (librdkafka 2.16). Whether it is answered does not matter: it subscribes anyway.
    private void LookUp(IReadOnlyCollection<string> topics)
    {
        foreach (string topic in topics.Except(_topics))
        {
            nint handle = Librdkafka.TopicNew(_client, topic, 0);
            if (Librdkafka.Metadata(_client, 0, handle, out nint metadata, NativeTime.Milliseconds(LookUpTimeout)) == Librdkafka.NoError)
            {
                Librdkafka.MetadataDestroy(metadata);
            }

            Librdkafka.TopicDestroy(handle);
        }

        _topics = topics;
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
            if (Librdkafka.EventType(@event) == Librdkafka.RebalanceEvent)
            {
                OnRebalance((ErrorCode)Librdkafka.EventError(@event), NativePartitionList.Read(Librdkafka.EventPartitions(@event)), listener);
            }
            else if (_events.Take(@event) is { } error && listener is not null)
            {
                ThrowIfExcluded(error);
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

    private void ThrowIfExcluded(Error error)
    {
        if (error.IsFatal || GroupErrors.ExcludeFromGroup(error.Code))
        {
            throw new KafkaException(new Error(error.Code, $"Group member {_name} cannot be in its group: {error.Reason}", error.IsFatal));
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
