using System.Diagnostics;
using Confluent.Kafka;

namespace GenStreams.Clients.Native;

/// <summary>Commits a group's offsets and asks for them, waiting at most so long.</summary>
internal static unsafe class GroupOffsets
{
    private static readonly TimeSpan UnstablePause = TimeSpan.FromMilliseconds(50);

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
    /// Asks for committed offsets. Where a transaction is about to commit one, the broker has no answer yet and is asked again.
    /// </summary>
    internal static List<CommittedOffset> Committed(
        NativeHandle client, string name, IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout)
    {
        long start = Stopwatch.GetTimestamp();
        using var list = NativePartitionList.Of(partitions, Offset.Unset);
        while (true)
        {
            var rest = timeout - Stopwatch.GetElapsedTime(start);
            var code = (ErrorCode)Librdkafka.Committed(client, list.Pointer, NativeTime.Milliseconds(rest));
            bool isUnstable = code == ErrorCode.UnstableOffsetCommit
                || (NativePartitionList.TryFindError(list.Pointer, out _, out var first) && first == ErrorCode.UnstableOffsetCommit);
            if (!isUnstable || rest <= UnstablePause)
            {
                ThrowIfRefused(name, "ask for", code, list.Pointer);
                return list.ReadOffsets();
            }

            Thread.Sleep(UnstablePause);
        }
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
