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

    /// <summary>
    /// Which protocol the application's group is to use: that of its members; where it has none, Kafka 4's if the brokers have it, else the classic one.
    /// </summary>
    /// <param name="admin">A client of <see cref="CreateAdmin"/>; stays the caller's.</param>
    /// <param name="config">What <see cref="CreateGroupMember"/> would get for <see cref="GroupProtocol.Consumer"/>.</param>
    /// <param name="timeout">How long the brokers may take.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="Confluent.Kafka.KafkaException">The brokers did not answer in time, or refused.</exception>
    Task<GroupProtocol> FindGroupProtocolAsync(
        ITopicAdmin admin, IReadOnlyDictionary<string, string> config, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>What there is on the broker, and topics to be made.</summary>
    ITopicAdmin CreateAdmin(IReadOnlyDictionary<string, string> config);
}
