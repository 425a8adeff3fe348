using Confluent.Kafka;
using GenStreams.Processing;

namespace GenStreams.Clients;

/// <summary>A topic of a <see cref="KafkaProducer"/>.</summary>
internal class KafkaOutputTopic(string name, IClient client) : OutputTopic(name)
{
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(30);
    private int _partitionCount;

    /// <inheritdoc/>
    /// <remarks>Asked from the broker the first time, which can take 30 s, then remembered.</remarks>
    /// <exception cref="KafkaException">The topic does not exist, or the broker did not answer in time.</exception>
    public override int PartitionCount => _partitionCount > 0 ? _partitionCount : _partitionCount = AskPartitionCount();

    private int AskPartitionCount()
    {
        using var admin = new DependentAdminClientBuilder(client.Handle).Build();
        var topic = admin.GetMetadata(Name, MetadataTimeout).Topics.Find(topic => topic.Topic == Name);
        if (topic is null || topic.Error.IsError || topic.Partitions.Count == 0)
        {
            var error = topic?.Error ?? new Error(ErrorCode.UnknownTopicOrPart);
            throw new KafkaException(new Error(error.Code, $"The partitions of the topic {Name} are not known: {error.Reason}"));
        }

        return topic.Partitions.Count;
    }
}
