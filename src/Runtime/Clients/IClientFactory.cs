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
    /// Asked about each record that could not be delivered: true means that it is skipped and the commit goes on. Called on the producer's own
    /// thread, from inside its methods. Null: every failure fails the commit.
    /// </param>
    StreamProducer CreateProducer(IReadOnlyDictionary<string, string> config, Func<UndeliveredRecord, bool>? onFailure);

    /// <summary>The process' member of the application's group. It joins when it is subscribed and polled.</summary>
    /// <param name="config">librdkafka properties, complete: <c>group.id</c>, bootstrap servers, <c>group.protocol</c> and all.</param>
    /// <exception cref="InvalidOperationException">The client refuses a property; the message names it.</exception>
    IGroupMember CreateGroupMember(IReadOnlyDictionary<string, string> config);

    /// <summary>What there is on the broker, and topics to be made.</summary>
    ITopicAdmin CreateAdmin(IReadOnlyDictionary<string, string> config);
}
