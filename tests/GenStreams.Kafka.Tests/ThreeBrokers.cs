using GenStreams.Tests.Cluster;

namespace GenStreams.Kafka.Tests;

/// <summary>A cluster of three brokers, each partition on all of them, two of which must be there for a write.</summary>
public sealed class ThreeBrokers : IDisposable
{
    private readonly KafkaCluster? _cluster = TestBroker.NotRestartableBecause is null ? new KafkaCluster(3, "genstreams-kafka-tests", place: 1) : null;

    /// <summary>The brokers, to make them fail.</summary>
    internal KafkaCluster Cluster => _cluster!;

    public void Dispose() => _cluster?.Dispose();
}

[CollectionDefinition(Name)]
public sealed class ThreeBrokersCollection : ICollectionFixture<ThreeBrokers>
{
    public const string Name = "three brokers";
}
