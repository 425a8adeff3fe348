using GenStreams.Clients.Native;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>Makes clients of Kafka.</summary>
internal sealed class KafkaClientFactory : IClientFactory
{
    private readonly ILogger _logger;

    /// <summary>A factory whose clients write to a log.</summary>
    /// <exception cref="InvalidOperationException">The native library of Confluent.Kafka does not fit; the message says why.</exception>
    public KafkaClientFactory(ILogger logger)
    {
        if (NativeClient.Unavailable is { } reason)
        {
            throw new InvalidOperationException($"The native library of Confluent.Kafka cannot be used: {reason}");
        }

        _logger = logger;
    }

    /// <inheritdoc/>
    public IStreamConsumer CreateConsumer(IReadOnlyDictionary<string, string> config) => new NativeConsumer(Complete(config), _logger);

    /// <inheritdoc/>
    public StreamProducer CreateProducer(IReadOnlyDictionary<string, string> config, Func<UndeliveredRecord, bool>? onFailure)
    {
        ClientSettings.Check(config);
        return new NativeProducer(config, _logger, onFailure);
    }

    /// <inheritdoc/>
    public IGroupMember CreateGroupMember(IReadOnlyDictionary<string, string> config)
    {
        var complete = Complete(config);

        // As Kafka Streams had it for years: who is gone for so long is gone. In Kafka 4's protocol it is a setting of the brokers.
        if (config.GetValueOrDefault("group.protocol") != "consumer")
        {
            complete.TryAdd("session.timeout.ms", "10000");

            // How soon a member hears of a rebalance: the default of 3 s is most of the time that partitions which move stand still. There is one member to a process.
            complete.TryAdd("heartbeat.interval.ms", "500");
        }

        return new NativeGroupMember(complete, _logger);
    }

    /// <inheritdoc/>
    /// <remarks>A broker inside the process has the classic one: it gives out no partitions by itself.</remarks>
    public Task<GroupProtocol> FindGroupProtocolAsync(
        ITopicAdmin admin, IReadOnlyDictionary<string, string> config, TimeSpan timeout, CancellationToken cancellationToken) =>
        InProcessBrokers.Of(config) is not null
            ? Task.FromResult(GroupProtocol.Classic)
            : GroupProtocolProbe.FindAsync(admin, config, timeout, _logger, cancellationToken);

    /// <inheritdoc/>
    public ITopicAdmin CreateAdmin(IReadOnlyDictionary<string, string> config)
    {
        ClientSettings.Check(config);
        return new TopicAdmin(config, _logger);
    }

    // A broker inside the process answers a waiting fetch at the end of its wait, not when there is something. And a rebalance takes it
    // the session timeout less a second; members see by their heartbeats that there is one.
    private static Dictionary<string, string> Complete(IReadOnlyDictionary<string, string> config)
    {
        ClientSettings.Check(config);
        var complete = new Dictionary<string, string>(config);
        if (InProcessBrokers.Of(config) is not null)
        {
            complete["fetch.wait.max.ms"] = "5";
            if (complete.TryAdd("session.timeout.ms", "2000"))
            {
                complete.TryAdd("heartbeat.interval.ms", "100");
            }
        }

        return complete;
    }
}
