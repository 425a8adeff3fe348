using System.Collections.Concurrent;
using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>
/// Brokers that run inside this process, by their address. Their wire protocol cannot make topics or delete records, and does not wake
/// fetches that wait; what is missing is done by direct calls. See the testing package's embedded broker.
/// </summary>
internal static class InProcessBrokers
{
    private static readonly ConcurrentDictionary<string, IInProcessBroker> Brokers = new();

    /// <summary>Makes a broker known.</summary>
    internal static void Add(string bootstrapServers, IInProcessBroker broker) => Brokers[bootstrapServers] = broker;

    /// <summary>Forgets a broker.</summary>
    internal static void Remove(string bootstrapServers) => Brokers.TryRemove(bootstrapServers, out _);

    /// <summary>The broker that a client is configured for; null when it runs elsewhere, as is usual.</summary>
    internal static IInProcessBroker? Of(IReadOnlyDictionary<string, string> config) =>
        config.TryGetValue("bootstrap.servers", out string? servers) && Brokers.TryGetValue(servers, out var broker) ? broker : null;
}

/// <summary>A broker inside this process.</summary>
internal interface IInProcessBroker
{
    /// <summary>Makes a topic; false when there is one of that name.</summary>
    bool TryCreateTopic(string topic, int partitions);

    /// <summary>Deletes records before an offset.</summary>
    void DeleteRecords(TopicPartitionOffset before);
}
