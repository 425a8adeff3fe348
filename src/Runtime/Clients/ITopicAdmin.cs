namespace GenStreams.Clients;

/// <summary>Looks topics up and makes them.</summary>
internal interface ITopicAdmin : IDisposable
{
    /// <summary>Partition counts of topics that exist; others are left out.</summary>
    Task<IReadOnlyDictionary<string, int>> PartitionCountsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Makes a topic; one that was made by someone else at the same time is fine.</summary>
    Task CreateAsync(
        string topic,
        int partitions,
        short replicationFactor,
        IReadOnlyDictionary<string, string> config,
        TimeSpan timeout,
        CancellationToken cancellationToken);

    /// <summary>Deletes records before given offsets, as is done with repartition topics after a commit.</summary>
    Task DeleteRecordsAsync(
        IReadOnlyCollection<Confluent.Kafka.TopicPartitionOffset> before, TimeSpan timeout, CancellationToken cancellationToken);
}
