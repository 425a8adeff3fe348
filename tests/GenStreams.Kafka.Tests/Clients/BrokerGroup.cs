using System.Diagnostics;
using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Runtime.Tests.Clients;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Kafka.Tests.Clients;

/// <summary>A group on the broker of the tests, with a topic of its own, and its members.</summary>
internal sealed class BrokerGroup : IDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<IGroupMember> _members = [];
    private readonly string _bootstrapServers;
    private readonly string _protocol;

    private BrokerGroup(TestBroker broker, string protocol, string name)
    {
        _bootstrapServers = broker.BootstrapServers;
        _protocol = protocol;
        Name = name;
        Client = new BrokerClient(broker.BootstrapServers);
    }

    /// <summary>The protocols that each behaviour holds for.</summary>
    public static TheoryData<string> Protocols => ["classic", "consumer"];

    /// <summary>The group's id and its topic's name.</summary>
    public string Name { get; }

    public BrokerClient Client { get; }

    public IClientFactory Factory { get; } = new KafkaClientFactory(NullLogger.Instance);

    public static async Task<BrokerGroup> CreateAsync(TestBroker broker, string protocol, int partitions = 4)
    {
        var group = new BrokerGroup(broker, protocol, $"group-{Guid.NewGuid():n}");
        await group.Client.CreateTopicsAsync(partitions, group.Name);
        return group;
    }

    public Dictionary<string, string> Config(params ReadOnlySpan<(string Name, string Value)> more)
    {
        var config = new Dictionary<string, string> { ["bootstrap.servers"] = _bootstrapServers };
        foreach (var (name, value) in more)
        {
            config[name] = value;
        }

        return config;
    }

    public RecordingListener Join(params ReadOnlySpan<(string Name, string Value)> more) => Join(NullLogger.Instance, more);

    public RecordingListener Join(ILogger logger, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var config = Config([("group.id", Name), ("group.protocol", _protocol), ("isolation.level", "read_committed"), .. more]);
        if (_protocol == "classic")
        {
            config["partition.assignment.strategy"] = "cooperative-sticky";
            config["session.timeout.ms"] = "6000";
            config["heartbeat.interval.ms"] = "500";
        }

        var member = new KafkaClientFactory(logger).CreateGroupMember(config);
        _members.Add(member);
        member.Subscribe([Name]);
        return new RecordingListener(member);
    }

    public StreamProducer Transactions(string id)
    {
        var producer = Factory.CreateProducer(ClientDefaults.Producer(Config(("transactional.id", id))), onFailure: null);
        producer.InitTransactions(Patience);
        return producer;
    }

    public TopicPartition Partition(int number) => new(Name, number);

    public static void PollUntil(Func<bool> holds, string what, params ReadOnlySpan<RecordingListener> members)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(clock.Elapsed < Patience, $"not within {Patience}: {what}");
            foreach (var member in members)
            {
                member.Poll();
            }
        }
    }

    public void Dispose()
    {
        foreach (var member in _members)
        {
            member.Dispose();
        }
    }
}
