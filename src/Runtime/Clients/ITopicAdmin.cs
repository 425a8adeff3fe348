namespace GenStreams.Clients;

/// <summary>Looks topics up and makes them.</summary>
internal interface ITopicAdmin : IDisposable
{
    /// <summary>Partition counts of topics that exist; others are left out.</summary>
    Task<IReadOnlyDictionary<string, int>> PartitionCountsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>
    /// What tells topics that exist apart from others of the same names, before or elsewhere; topics that do not exist, or of which the brokers do not tell, are
    /// left out.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> TopicIdsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Makes a topic; one that was made by someone else at the same time is fine.</summary>
    Task CreateAsync(
        string topic,
        int partitions,
        short replicationFactor,
        IReadOnlyDictionary<string, string> config,
        TimeSpan timeout,
        CancellationToken cancellationToken);

    /// <summary>
    /// The first offset and the high watermark of partitions, asked without isolation: what a transaction has sent that is still open lies before it too.
    /// Partitions that do not exist are left out.
    /// </summary>
    Task<IReadOnlyDictionary<Confluent.Kafka.TopicPartition, Confluent.Kafka.WatermarkOffsets>> EndsAsync(
        IReadOnlyCollection<Confluent.Kafka.TopicPartition> partitions, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>The members of a group and what they have; none when there is no such group.</summary>
    Task<IReadOnlyList<DescribedMember>> DescribeGroupAsync(string group, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>The protocol that the members of a group speak; null when it has none.</summary>
    Task<GroupProtocol?> GroupProtocolAsync(string group, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Partition count and id of topics that exist; others are left out.</summary>
    Task<IReadOnlyDictionary<string, KnownTopic>> TopicsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>
    /// The <c>cleanup.policy</c> of topics: <c>delete</c>, <c>compact</c>, or both with a comma. Topics that do not exist, and those whose settings may
    /// not be seen, are left out.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> CleanupPoliciesAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>
    /// What keeps the client from its brokers until a setting is changed, as far as it says it; null for nothing, and again once a broker has answered.
    /// </summary>
    ClientTrouble? Trouble { get; }

    /// <summary>Deletes records before given offsets, as is done with repartition topics after a commit.</summary>
    Task DeleteRecordsAsync(
        IReadOnlyCollection<Confluent.Kafka.TopicPartitionOffset> before, TimeSpan timeout, CancellationToken cancellationToken);
}
