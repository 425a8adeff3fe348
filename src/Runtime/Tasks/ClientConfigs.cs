using System.Globalization;

namespace GenStreams.Tasks;

/// <summary>
/// Puts the librdkafka properties of each client together: our defaults, what the user gave for all clients, what the user gave for
/// the kind of client, and last what correctness depends on (<see cref="Reserved"/>).
/// </summary>
internal sealed class ClientConfigs
{
    private static readonly Dictionary<string, string> ConsumerDefaults = new()
    {
        // The queue between fetcher and thread: large enough to keep the thread busy, small beside librdkafka's 64 MiB.
        ["queued.min.messages"] = "20000",
        ["queued.max.messages.kbytes"] = "16384",

        // A full queue is looked at again soon: the thread empties it in milliseconds, not in librdkafka's second.
        ["fetch.queue.backoff.ms"] = "5",
        ["fetch.wait.max.ms"] = "100",
        ["fetch.error.backoff.ms"] = "100",
    };

    private static readonly Dictionary<string, string> ProducerDefaults = new()
    {
        ["linger.ms"] = "10",

        // Back-pressure begins at 32 MiB of unsent records instead of librdkafka's gigabyte.
        ["queue.buffering.max.kbytes"] = "32768",
    };

    private readonly string _applicationId;
    private readonly string _instanceId;
    private readonly ProcessingGuarantee _guarantee;
    private readonly ClientProperties _properties;
    private readonly Dictionary<string, string> _base;

    /// <summary>The properties of an application's clients.</summary>
    public ClientConfigs(
        string bootstrapServers, string applicationId, string instanceId, ProcessingGuarantee guarantee, ClientProperties properties)
    {
        _applicationId = applicationId;
        _instanceId = instanceId;
        _guarantee = guarantee;
        _properties = properties;
        _base = new Dictionary<string, string> { ["bootstrap.servers"] = bootstrapServers };
    }

    /// <summary>Where the cluster is, for messages.</summary>
    public string BootstrapServers => _base["bootstrap.servers"];

    /// <summary>The consumer of a stream thread.</summary>
    public IReadOnlyDictionary<string, string> Consumer(int thread)
    {
        var config = Compose($"StreamThread-{thread}-consumer", ConsumerDefaults, _properties.Consumer);
        config["group.id"] = _applicationId;
        config["enable.auto.commit"] = "false";
        config["enable.auto.offset.store"] = "false";
        config["auto.offset.reset"] = "earliest";
        config["partition.assignment.strategy"] = "range";
        config["allow.auto.create.topics"] = "false";
        SetIsolation(config);
        if (config.TryGetValue("group.instance.id", out string? instance))
        {
            config["group.instance.id"] = string.Create(CultureInfo.InvariantCulture, $"{instance}-{thread}");
        }

        return config;
    }

    /// <summary>The producer of a stream thread.</summary>
    public IReadOnlyDictionary<string, string> Producer(int thread)
    {
        var config = Compose($"StreamThread-{thread}-producer", ProducerDefaults, _properties.Producer);
        config["enable.idempotence"] = "true";
        config["partitioner"] = "murmur2_random";
        if (_guarantee == ProcessingGuarantee.ExactlyOnce)
        {
            // The same id after a restart: it ends the transaction that a crashed run left open, which blocks readers until then.
            config["transactional.id"] = string.Create(CultureInfo.InvariantCulture, $"{_applicationId}-{_instanceId}-{thread}");
            config.TryAdd("transaction.timeout.ms", "10000");
        }

        return config;
    }

    /// <summary>The consumer that restores the stores of a stream thread.</summary>
    public IReadOnlyDictionary<string, string> Restore(int thread) =>
        Reader($"StreamThread-{thread}-restore-consumer", _properties.RestoreConsumer);

    /// <summary>The consumer that reads global tables.</summary>
    public IReadOnlyDictionary<string, string> Global() => Reader("GlobalStreamThread-global-consumer", _properties.GlobalConsumer);

    /// <summary>The admin client.</summary>
    public IReadOnlyDictionary<string, string> Admin() => Compose("admin", [], _properties.Admin);

    /// <summary>Why a property cannot be given; null when it can.</summary>
    public static string? Reserved(string property, string value, ProcessingGuarantee guarantee) => property switch
    {
        "bootstrap.servers" or "metadata.broker.list" => "set BootstrapServers instead",
        "group.id" => "the group is the ApplicationId",
        "transactional.id" => "it is made of ApplicationId, InstanceId and the thread",
        "enable.auto.commit" or "enable.auto.offset.store" => "offsets are committed together with the results of their records",
        "auto.offset.reset" => "set OffsetReset of the [Source] instead",
        "partition.assignment.strategy" or "group.protocol" or "group.remote.assignor" =>
            "co-partitioned topics stay together by the classic protocol's range assignor only",
        "allow.auto.create.topics" => "a missing topic must be seen",
        "partitioner" => "equal keys must go where Kafka Streams sends them (murmur2)",
        "enable.partition.eof" or "delivery.report.only.error" or "dr_cb" or "dr_msg_cb" => "the clients depend on it",
        "enable.idempotence" when value != "true" => "retries without it reorder and repeat records",
        "acks" or "request.required.acks" when value is not ("all" or "-1") => "a commit must not pass records that can still be lost",
        "isolation.level" when guarantee == ProcessingGuarantee.ExactlyOnce => "exactly once reads committed records only",
        _ => null,
    };

    private Dictionary<string, string> Reader(string client, IReadOnlyDictionary<string, string> own)
    {
        var config = Compose(client, ConsumerDefaults, own);
        config["group.id"] = _applicationId;
        config["enable.auto.commit"] = "false";
        config["enable.auto.offset.store"] = "false";
        config["auto.offset.reset"] = "earliest";
        config["allow.auto.create.topics"] = "false";
        SetIsolation(config);
        return config;
    }

    private void SetIsolation(Dictionary<string, string> config)
    {
        if (_guarantee == ProcessingGuarantee.ExactlyOnce)
        {
            config["isolation.level"] = "read_committed";
        }
        else
        {
            config.TryAdd("isolation.level", "read_uncommitted");
        }
    }

    private Dictionary<string, string> Compose(string client, Dictionary<string, string> defaults, IReadOnlyDictionary<string, string> own)
    {
        var config = new Dictionary<string, string>(_base) { ["client.id"] = $"{_applicationId}-{client}" };
        foreach (var given in new IEnumerable<KeyValuePair<string, string>>[] { defaults, _properties.Common, own })
        {
            foreach (var (name, value) in given)
            {
                config[name] = value;
            }
        }

        return config;
    }
}
