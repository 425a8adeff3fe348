using GenStreams.Clients.Managed;
using GenStreams.Clients.Native;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>Makes clients of Kafka: on the native path where it is there, else on the managed one, which says so once.</summary>
internal sealed class KafkaClientFactory : IClientFactory
{
    private readonly ILogger _logger;
    private readonly bool _native;

    /// <summary>A factory that takes the fastest path there is.</summary>
    public KafkaClientFactory(ILogger<KafkaClientFactory> logger)
        : this(logger, NativeClient.Unavailable is null)
    {
        if (NativeClient.Unavailable is { } reason)
        {
            ClientLog.NativePathUnavailable(logger, reason);
        }
    }

    /// <summary>A factory of one path.</summary>
    internal KafkaClientFactory(ILogger logger, bool native)
    {
        _logger = logger;
        _native = native;
    }

    /// <inheritdoc/>
    public IStreamConsumer CreateConsumer(IReadOnlyDictionary<string, string> config)
    {
        config = InProcessBrokers.Of(config) is null ? config : AnsweringSoon(config);
        return _native ? new NativeConsumer(config, _logger) : new ManagedConsumer(config, _logger);
    }

    /// <inheritdoc/>
    public StreamProducer CreateProducer(IReadOnlyDictionary<string, string> config, Func<UndeliveredRecord, bool>? onFailure)
    {
        if (_native && !NeedsCallbacks(config))
        {
            return new NativeProducer(config, _logger, onFailure);
        }

        if (_native)
        {
            ClientLog.NativePathUnavailable(_logger, "it does not serve the callbacks that renew OAUTHBEARER tokens of a producer");
        }

        return new ManagedProducer(config, _logger, onFailure);
    }

    /// <inheritdoc/>
    public IGroupMember CreateGroupMember(IReadOnlyDictionary<string, string> config) =>
        new NativeGroupMember(InProcessBrokers.Of(config) is null ? config : AnsweringSoon(config), _logger);

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

    // The native producer takes everything from the client's queue as events, requests for a new token too. With the oidc method the
    // library renews tokens by itself.
    private static bool NeedsCallbacks(IReadOnlyDictionary<string, string> config) =>
        (Is(config, "sasl.mechanism", "OAUTHBEARER") || Is(config, "sasl.mechanisms", "OAUTHBEARER"))
        && !Is(config, "sasl.oauthbearer.method", "oidc");

    private static bool Is(IReadOnlyDictionary<string, string> config, string name, string value) =>
        config.TryGetValue(name, out string? found) && found.Equals(value, StringComparison.OrdinalIgnoreCase);
}
