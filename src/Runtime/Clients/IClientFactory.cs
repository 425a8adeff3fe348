using GenStreams.Processing;

namespace GenStreams.Clients;

/// <summary>Makes the clients of an application: the border between stream threads and Kafka.</summary>
internal interface IClientFactory
{
    /// <summary>A consumer.</summary>
    /// <param name="config">librdkafka properties, complete: group, bootstrap servers, reset policy and all.</param>
    IStreamConsumer CreateConsumer(IReadOnlyDictionary<string, string> config);

    /// <summary>A producer.</summary>
    /// <param name="config">librdkafka properties, complete.</param>
    /// <param name="onFailure">
    /// Asked about each record that could not be delivered (topic, partition, error): true means that it is skipped and the commit goes on.
    /// Null: every failure fails the commit.
    /// </param>
    StreamProducer CreateProducer(
        IReadOnlyDictionary<string, string> config, Func<OutputTopic, int, Confluent.Kafka.Error, bool>? onFailure);

    /// <summary>What there is on the broker, and topics to be made.</summary>
    ITopicAdmin CreateAdmin(IReadOnlyDictionary<string, string> config);
}
