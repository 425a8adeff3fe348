using System.Globalization;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>
/// Puts the librdkafka properties of each client together: our defaults, what the user gave for all clients, what the user gave for
/// the kind of client, and last what correctness depends on (<see cref="Reserved"/>).
/// </summary>
internal sealed class ClientConfigs
{
    private readonly string _applicationId;
    private readonly ProcessingGuarantee _guarantee;
    private readonly ClientProperties _properties;
    private readonly Dictionary<string, string> _base;

    /// <summary>The properties of an application's clients.</summary>
    public ClientConfigs(string bootstrapServers, string applicationId, ProcessingGuarantee guarantee, ClientProperties properties)
    {
        _applicationId = applicationId;
        _guarantee = guarantee;
        _properties = properties;
        _base = new Dictionary<string, string> { ["bootstrap.servers"] = bootstrapServers };
    }

    /// <summary>Where the cluster is, for messages.</summary>
    public string BootstrapServers => _base["bootstrap.servers"];

    /// <summary>The member that the process is in the application's group.</summary>
    /// <param name="protocol">How the group shares out tasks.</param>
    /// <param name="instance">
    /// The name of this process among those of the application, the same after a restart; null: the group forgets the member when it leaves.
    /// </param>
    public IReadOnlyDictionary<string, string> Member(GroupProtocol protocol, string? instance)
    {
        var config = Compose("GroupMember", _properties.Consumer);
        if (instance is not null)
        {
            config["group.instance.id"] = instance;
        }

        return Consuming(ClientDefaults.GroupMember(config, _applicationId, protocol));
    }

    /// <summary>The consumer of a stream thread, which reads given partitions.</summary>
    public IReadOnlyDictionary<string, string> Consumer(int thread)
    {
        var config = Consuming(ClientDefaults.AssignedConsumer(Compose($"StreamThread-{thread}-consumer", _properties.Consumer)));
        config.Remove("group.instance.id");
        return config;
    }

    /// <summary>The producer of a stream thread.</summary>
    /// <param name="thread">The number of the thread.</param>
    /// <param name="instance">The name of this process among those of the application, the same after a restart.</param>
    public IReadOnlyDictionary<string, string> Producer(int thread, string instance)
    {
        var config = ClientDefaults.Producer(Compose($"StreamThread-{thread}-producer", _properties.Producer));
        config["enable.idempotence"] = "true";
        config["partitioner"] = "murmur2_random";
        if (_guarantee == ProcessingGuarantee.ExactlyOnce)
        {
            // The same id after a restart: it ends the transaction that a crashed run left open, which blocks readers until then.
            config["transactional.id"] = string.Create(CultureInfo.InvariantCulture, $"{instance}-{thread}");
            config.TryAdd("transaction.timeout.ms", "10000");
            FitDelivery(config);
        }

        return config;
    }

    /// <summary>The consumer that restores stores.</summary>
    public IReadOnlyDictionary<string, string> Restore()
    {
        var settings = Compose("restore-consumer", _properties.RestoreConsumer);

        // That the end is reached is told by an empty answer, which comes after this time.
        settings.TryAdd("fetch.wait.max.ms", "20");
        return Consuming(ClientDefaults.AssignedConsumer(settings));
    }

    /// <summary>The consumer that reads global tables.</summary>
    public IReadOnlyDictionary<string, string> Global() => Consuming(
        ClientDefaults.AssignedConsumer(Compose("GlobalStreamThread-global-consumer", _properties.GlobalConsumer)));

    /// <summary>The admin client.</summary>
    public IReadOnlyDictionary<string, string> Admin() => Compose("admin", _properties.Admin);

    /// <summary>Why a property cannot be given; null when it can.</summary>
    public static string? Reserved(string property, string value, ProcessingGuarantee guarantee) => property switch
    {
        "bootstrap.servers" or "metadata.broker.list" => "set BootstrapServers instead",
        "group.id" => "the group is the ApplicationId",
        "transactional.id" => "it is made of ApplicationId, InstanceId and the thread",
        "enable.auto.commit" or "enable.auto.offset.store" => "offsets are committed together with the results of their records",
        "auto.offset.reset" => "set OffsetReset of the [Source] instead",
        "partition.assignment.strategy" or "group.protocol" or "group.remote.assignor" =>
            "set GroupProtocol instead",
        "group.instance.id" => "it is made of ApplicationId, InstanceId and a number; set InstanceId instead",
        "allow.auto.create.topics" => "a missing topic must be seen",
        "partitioner" => "equal keys must go where Kafka Streams sends them (murmur2)",
        "enable.partition.eof" or "delivery.report.only.error" or "dr_cb" or "dr_msg_cb" => "the clients depend on it",
        "enable.idempotence" when value != "true" => "retries without it reorder and repeat records",
        "acks" or "request.required.acks" when value is not ("all" or "-1") => "a commit must not pass records that can still be lost",
        "isolation.level" when guarantee == ProcessingGuarantee.ExactlyOnce => "exactly once reads committed records only",
        _ => null,
    };

    // What reading correctly depends on, whoever reads.
    private Dictionary<string, string> Consuming(Dictionary<string, string> config)
    {
        config["enable.auto.commit"] = "false";
        config["enable.auto.offset.store"] = "false";

        // What to do where an offset does not exist is decided by the source's OffsetReset, and told.
        config["auto.offset.reset"] = "error";
        config["allow.auto.create.topics"] = "false";

        // The end of a partition can lie behind transaction markers: the client tells when it has come there.
        config["enable.partition.eof"] = "true";
        if (_guarantee == ProcessingGuarantee.ExactlyOnce)
        {
            config["isolation.level"] = "read_committed";
        }
        else
        {
            config.TryAdd("isolation.level", "read_uncommitted");
        }

        return config;
    }

    // librdkafka refuses a delivery that may take longer than its transaction.
    private static void FitDelivery(Dictionary<string, string> config)
    {
        bool isLonger = long.TryParse(config["transaction.timeout.ms"], CultureInfo.InvariantCulture, out long transaction) &&
            long.TryParse(config["message.timeout.ms"], CultureInfo.InvariantCulture, out long delivery) && (delivery > transaction || delivery == 0);
        if (isLonger)
        {
            config["message.timeout.ms"] = config["transaction.timeout.ms"];
        }
    }

    private Dictionary<string, string> Compose(string client, IReadOnlyDictionary<string, string> own)
    {
        var config = new Dictionary<string, string>(_base) { ["client.id"] = $"{_applicationId}-{client}" };
        foreach (var (name, value) in _properties.Common.Concat(own))
        {
            config[name] = value;
        }

        return config;
    }
}
