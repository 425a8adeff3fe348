using GenStreams.Clients.Native;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>Makes clients of Kafka.</summary>
internal sealed class KafkaClientFactory(ILogger<KafkaClientFactory> logger) : IClientFactory
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public IStreamConsumer CreateConsumer(IReadOnlyDictionary<string, string> config) =>
        new NativeConsumer(InProcessBrokers.Of(config) is null ? config : AnsweringSoon(config), _logger);

    /// <inheritdoc/>
    public StreamProducer CreateProducer(IReadOnlyDictionary<string, string> config, Func<UndeliveredRecord, bool>? onFailure) =>
        new NativeProducer(config, _logger, onFailure);

    /// <inheritdoc/>
    public IGroupMember CreateGroupMember(IReadOnlyDictionary<string, string> config) =>
        new NativeGroupMember(InProcessBrokers.Of(config) is null ? WithShortSession(config) : AnsweringSoon(config), _logger);

    /// <inheritdoc/>
    public ITopicAdmin CreateAdmin(IReadOnlyDictionary<string, string> config) => new TopicAdmin(config, _logger);

    // A broker inside the process answers a waiting fetch at the end of its wait, not when there is something. And a rebalance takes it
    // the session timeout less a second; members see by their heartbeats that there is one.
    private static Dictionary<string, string> AnsweringSoon(IReadOnlyDictionary<string, string> config)
    {
        var soon = new Dictionary<string, string>(config) { ["fetch.wait.max.ms"] = "5" };
        if (soon.TryAdd("session.timeout.ms", "2000"))
        {
            soon.TryAdd("heartbeat.interval.ms", "100");
        }

        return soon;
    }

    // As Kafka Streams had it for years: who is gone for so long is gone. In Kafka 4's protocol it is a setting of the brokers.
    private static Dictionary<string, string> WithShortSession(IReadOnlyDictionary<string, string> config)
    {
        var complete = new Dictionary<string, string>(config);
        if (config.GetValueOrDefault("group.protocol") != "consumer")
        {
            complete.TryAdd("session.timeout.ms", "10000");
        }

        return complete;
    }
}
