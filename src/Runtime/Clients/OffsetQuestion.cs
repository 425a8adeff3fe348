using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace GenStreams.Clients;

/// <summary>Asks for offsets of many partitions at once, without isolation.</summary>
internal static class OffsetQuestion
{
    /// <summary>The offsets; partitions that do not exist are left out.</summary>
    /// <exception cref="KafkaException">A partition has no answer, such as while it has no leader; the message names it.</exception>
    internal static async Task<Dictionary<TopicPartition, Offset>> AskAsync(
        IAdminClient client, IReadOnlyCollection<TopicPartition> partitions, OffsetSpec which, TimeSpan timeout)
    {
        var options = new ListOffsetsOptions { RequestTimeout = timeout, IsolationLevel = IsolationLevel.ReadUncommitted };
        var questions = partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = which });
        List<ListOffsetsResultInfo> answers;
        try
        {
            answers = (await client.ListOffsetsAsync(questions, options).ConfigureAwait(false)).ResultInfos;
        }
        catch (ListOffsetsException e)
        {
            // Thrown when there is a partition with an error.
            answers = e.Result.ResultInfos;
        }

        var offsets = new Dictionary<TopicPartition, Offset>(partitions.Count);
        foreach (var answer in answers)
        {
            var (partition, error) = (answer.TopicPartitionOffsetError.TopicPartition, answer.TopicPartitionOffsetError.Error);
            if (error.Code == ErrorCode.NoError && answer.TopicPartitionOffsetError.Offset.Value < 0)
            {
                // What the library (2.16) tells when the leader that it knew is away, instead of an error.
                throw Unanswered(partition, new Error(ErrorCode.LeaderNotAvailable, "its leader does not answer"));
            }

            if (error.Code == ErrorCode.NoError)
            {
                offsets.Add(partition, answer.TopicPartitionOffsetError.Offset);
            }
            else if (error.Code is not (ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition))
            {
                throw Unanswered(partition, error);
            }
        }

        return offsets;
    }

    private static KafkaException Unanswered(TopicPartition partition, Error error) => new(new Error(
        error.Code, $"Where {partition.Topic} [{partition.Partition.Value}] begins and ends cannot be found out: {error.Reason}"));
}
