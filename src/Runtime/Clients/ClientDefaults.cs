namespace GenStreams.Clients;

/// <summary>
/// Settings for stream threads that differ from librdkafka's own, with reasons. A user's setting wins over each of them.
/// </summary>
internal static class ClientDefaults
{
    /// <summary>As in Kafka's Java client: how long a record may take from being sent to being acknowledged.</summary>
    internal const string MessageTimeoutMs = "120000";

    /// <summary>
    /// As in Kafka Streams: how long a transaction may take. Readers wait for it when its writer died; records cannot take longer either.
    /// </summary>
    internal const string TransactionTimeoutMs = "10000";

    /// <summary>The member of the application's group.</summary>
    internal static Dictionary<string, string> GroupMember(IReadOnlyDictionary<string, string> settings, string group, GroupProtocol protocol)
    {
        var config = new Dictionary<string, string>(settings) { ["group.id"] = group };

        // A tenth of it is how soon a member looks for another coordinator when its own does not answer: a minute by default, in which nothing is processed.
        config.TryAdd("coordinator.query.interval.ms", "5000");
        if (protocol == GroupProtocol.Consumer)
        {
            // In Kafka 4's protocol these are settings of the brokers, and the client refuses them.
            config.Remove("session.timeout.ms");
            config.Remove("heartbeat.interval.ms");
            config["group.protocol"] = "consumer";
            config["group.remote.assignor"] = "uniform";
        }
        else
        {
            config["group.protocol"] = "classic";
            config["partition.assignment.strategy"] = "cooperative-sticky";
        }

        return config;
    }

    /// <summary>Consumers of given partitions: of stream threads, for restoring and for global tables. They are in no group.</summary>
    internal static Dictionary<string, string> AssignedConsumer(IReadOnlyDictionary<string, string> settings) => Overlay(
        [
            // Confluent.Kafka asks for an id; it is never used.
            new("group.id", "none"),
            new("enable.auto.commit", "false"),
            new("enable.auto.offset.store", "false"),
            .. Fetching,
        ], settings);

    /// <summary>The producer of a thread; with a <c>transactional.id</c> among the settings, one of transactions.</summary>
    internal static Dictionary<string, string> Producer(IReadOnlyDictionary<string, string> settings) => Overlay(
        [
            new("enable.idempotence", "true"),
            new("acks", "all"),

            // The partition of a key is that of Kafka's Java clients.
            new("partitioner", "murmur2_random"),
            .. settings.ContainsKey("transactional.id") ? Transactions : [new("message.timeout.ms", MessageTimeoutMs)],

            // A short wait for company: latency over the last bit of batching. Under load batches fill anyway.
            new("linger.ms", "2"),

            // Bounds the memory of records under way (the default is 1 GiB); beyond it, sending waits.
            new("queue.buffering.max.messages", "50000"),
            new("queue.buffering.max.kbytes", "32768"),
        ], settings);

    private static readonly KeyValuePair<string, string>[] Transactions =
    [
        new("transaction.timeout.ms", TransactionTimeoutMs),

        // A client that begins with its bootstrap servers anew, once no broker could be reached, waits for ever for the coordinator of the group that it knew (librdkafka
        // #5511, in 2.16 too). A transactional producer that gets no answers is replaced anyway, by one that begins anew.
        new("metadata.recovery.strategy", "none"),
    ];

    private static readonly KeyValuePair<string, string>[] Fetching =
    [
        // Fetched ahead: enough to keep a thread busy while the next fetch is under way. A message costs some 500 bytes beside its own,
        // so the count bounds the memory of small messages, and the size that of large ones. The library's defaults are 100,000 and 64 MiB.
        new("queued.min.messages", "20000"),
        new("queued.max.messages.kbytes", "16384"),

        // How long a partition is not fetched once the queue was full; the default of a second lets a fast thread run dry.
        new("fetch.queue.backoff.ms", "5"),

        // The broker answers as soon as there is one byte, so waiting long costs no latency.
        new("fetch.min.bytes", "1"),
        new("fetch.wait.max.ms", "500"),
    ];

    private static Dictionary<string, string> Overlay(
        KeyValuePair<string, string>[] defaults, IReadOnlyDictionary<string, string> settings)
    {
        var config = new Dictionary<string, string>(defaults);
        foreach (var (name, value) in settings)
        {
            config[name] = value;
        }

        return config;
    }
}
