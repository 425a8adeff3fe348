using Confluent.Kafka;

namespace GenStreams.Clients.Native;

/// <summary>Commits a group's offsets and asks for them, waiting at most so long.</summary>
internal static unsafe class GroupOffsets
{
    /// <summary>Commits offsets and waits for the answer.</summary>
    /// <exception cref="KafkaException">The broker refused, or did not answer in time: then the offsets may be committed later.</exception>
    internal static void Commit(NativeHandle client, string name, IReadOnlyList<CommittedOffset> offsets, TimeSpan timeout)
    {
        if (offsets.Count == 0)
        {
            return;
        }

        using var list = NativePartitionList.Of(offsets);
        nint queue = Librdkafka.QueueNew(client);
        try
        {
            var code = (ErrorCode)Librdkafka.CommitQueue(client, list.Pointer, queue, 0, 0);
            nint answer = code == ErrorCode.NoError ? Librdkafka.QueuePoll(queue, NativeTime.Milliseconds(timeout)) : 0;
            if (answer != 0)
            {
                try
                {
                    ThrowIfRefused(name, "commit", (ErrorCode)Librdkafka.EventError(answer), Librdkafka.EventPartitions(answer));
                }
                finally
                {
                    Librdkafka.EventDestroy(answer);
                }
            }
            else
            {
                ThrowIfRefused(name, "commit", code == ErrorCode.NoError ? ErrorCode.Local_TimedOut : code, list.Pointer);
            }
        }
        finally
        {
            Librdkafka.QueueDestroy(queue);
        }
    }

    /// <summary>
    /// Asks for committed offsets. Where a transaction is about to commit one, the broker has no answer yet, and the library asks again
    /// until the time is over.
    /// </summary>
    internal static List<CommittedOffset> Committed(
        NativeHandle client, string name, IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout)
    {
        using var list = NativePartitionList.Of(partitions, Offset.Unset);
        var code = (ErrorCode)Librdkafka.Committed(client, list.Pointer, NativeTime.Milliseconds(timeout));
        if (code == ErrorCode.Local_TimedOut)
        {
            throw new KafkaException(new Error(
                code,
                $"Group member {name} was not told within {timeout} what is committed: the broker does not answer, or a transaction that commits "
                + "offsets of these partitions is still open"));
        }

        ThrowIfRefused(name, "ask for", code, list.Pointer);
        return list.ReadOffsets();
    }

    private static void ThrowIfRefused(string name, string what, ErrorCode code, NativePartitions* partitions)
    {
        if (NativePartitionList.TryFindError(partitions, out var partition, out var first))
        {
            throw new KafkaException(new Error(
                first, $"Group member {name} cannot {what} the offset of {partition.Topic} [{partition.Partition.Value}]: {first.GetReason()}"));
        }

        if (code != ErrorCode.NoError)
        {
            throw new KafkaException(new Error(code, $"Group member {name} cannot {what} offsets: {code.GetReason()}"));
        }
    }
}
