using System.Text;
using GenStreams.Queries;
using GenStreams.State;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A stream thread on a fake cluster that a test takes through its rounds.</summary>
internal sealed class ThreadHarness : IDisposable
{
    private readonly StreamsMetrics _metrics = new();

    public ThreadHarness(
        FakeCluster cluster, StreamTaskFactory factory, Func<StreamsConfig, StreamsConfig>? configure = null, ErrorHandlers? handlers = null, int number = 1)
    {
        Cluster = cluster;
        Factory = factory;
        var config = Config(factory.Descriptor);
        Settings = new ThreadSettings
        {
            Config = configure is null ? config : configure(config),
            Factory = factory,
            Clients = cluster,
            Admin = cluster.Admin,
            ErrorHandlers = handlers ?? ErrorHandlers.FailAll,
            GlobalStores = new Dictionary<string, GlobalKeyValueStore>(),
            Queries = new LocalStateQueries(factory.Descriptor),
            Metrics = _metrics,
            Time = Time,
            Logger = Log,
            StateChanged = () => { },
        };
        Thread = new StreamThread(number, Settings);
        Consumer = cluster.Consumers[^1];
        Producer = cluster.Producers[^1];
    }

    public FakeCluster Cluster { get; }

    public StreamTaskFactory Factory { get; }

    public ManualTime Time { get; } = new();

    public LogRecorder Log { get; } = new();

    public ThreadSettings Settings { get; }

    public StreamThread Thread { get; }

    public FakeConsumer Consumer { get; }

    public FakeProducer Producer { get; }

    public static StreamsConfig Config(TopologyDescriptor topology, ProcessingGuarantee guarantee = ProcessingGuarantee.AtLeastOnce) => new()
    {
        Topology = topology.Name,
        ApplicationId = "app",
        Clients = new ClientConfigs("fake:9092", "app", "here", guarantee, new ClientProperties()),
        Guarantee = guarantee,
        CommitInterval = TimeSpan.FromSeconds(30),
        CacheBytesPerThread = 1 << 20,
    };

    public static StreamsConfig ExactlyOnce(StreamsConfig config) => config with
    {
        Guarantee = ProcessingGuarantee.ExactlyOnce,
        Clients = new ClientConfigs("fake:9092", "app", "here", ProcessingGuarantee.ExactlyOnce, new ClientProperties()),
    };

    /// <summary>Makes the internal topics and joins the group.</summary>
    public ThreadHarness Join()
    {
        if (Settings.Config.Guarantee == ProcessingGuarantee.ExactlyOnce)
        {
            Producer.InitTransactions(TimeSpan.Zero);
        }

        var names = TopicPlan.AllTopics(Factory.Descriptor, "app");
        var existing = names.Where(Cluster.Has).ToDictionary(n => n, Cluster.PartitionCount);
        var plan = TopicPlan.Create(Factory.Descriptor, "app", existing);
        foreach (var topic in plan.InternalTopics.Where(t => !Cluster.Has(t.Name)))
        {
            Cluster.WithTopic(topic.Name, topic.Partitions);
        }

        Thread.Join(plan);
        return this;
    }

    public void Rounds(int count)
    {
        for (; count > 0; count--)
        {
            Thread.RunOnce();
        }
    }

    /// <summary>A round after the commit interval.</summary>
    public void RoundWithCommit()
    {
        Time.Advance(Settings.Config.CommitInterval);
        Thread.RunOnce();
    }

    /// <summary>The value in a store of the thread; null when there is none.</summary>
    public string? Stored(string store, string key)
    {
        var found = new System.Buffers.ArrayBufferWriter<byte>();
        return Settings.Queries.TryGet(store, Encoding.UTF8.GetBytes(key), found, out _) ? Encoding.UTF8.GetString(found.WrittenSpan) : null;
    }

    public void Dispose()
    {
        Thread.Dispose();
        _metrics.Dispose();
    }
}
