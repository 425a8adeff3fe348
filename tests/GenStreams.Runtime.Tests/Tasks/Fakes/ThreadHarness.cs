using System.Text;
using GenStreams.Clients;
using GenStreams.Queries;
using GenStreams.State;
using GenStreams.State.Disk;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A process on a fake cluster that a test takes through its rounds, one thread after the other: group, state, stream threads.</summary>
internal sealed class ThreadHarness : IDisposable
{
    private readonly StreamsMetrics _metrics = new();
    private readonly StateFolder _folder;
    private readonly List<StreamThread> _threads = [];

    public ThreadHarness(
        FakeCluster cluster, StreamTaskFactory factory, Func<StreamsConfig, StreamsConfig>? configure = null, ErrorHandlers? handlers = null,
        int number = 1, int threads = 1)
    {
        Cluster = cluster;
        Factory = factory;
        string instance = $"app-here-{number}";
        var config = Config(factory.Descriptor);
        config = configure is null ? config : configure(config);
        var plan = Plan(cluster, factory.Descriptor);
        _folder = new StateFolder(config.StateDirectory, config.ApplicationId, Time, Log);
        Board = new TaskBoard(Time, Log);
        var queries = new LocalStateQueries(factory.Descriptor)
        {
            Assigned = store => Board.Wanted.Count(id => factory.Descriptor.HasStore(id.SubTopology, store)),
        };
        Member = (FakeGroupMember)cluster.CreateGroupMember(config.Clients.Member(GroupProtocol.Classic, instance));
        Group = new GroupThread(
            plan, new PlanGrowth(plan, factory.Descriptor, config.ApplicationId, cluster.Admin, Log), isStatic: true, Board, new LastingMember(() => Member), Time, Log, static () => { });
        State = new StateThread(
            plan, Board,
            new TaskStateFactory(
                factory.Descriptor, config, _folder,
                config.StateDirectory is null ? null : plan.InternalTopics.ToDictionary(static t => t.Name, static t => t.Name), Time, Log,
                new StoreIntakes((handlers ?? ErrorHandlers.FailAll).Deserialization, Log)),
            Member, cluster.Admin,
            new ChangelogReader(() => cluster.CreateConsumer(config.Clients.Restore())),
            new ThreadMetrics(_metrics, config.Topology, config.ApplicationId, "state"), Time, Log);
        Standbys = new Standbys(plan, Board, cluster.Admin, Member, config, Time, Log);
        Watch = new TopicWatch([.. plan.SourceTopics.Select(static t => t.Name)], cluster.Admin, Time, Log);
        Settings = new ThreadSettings
        {
            Config = config,
            Plan = plan,
            Instance = instance,
            Factory = factory,
            Clients = cluster,
            Member = Member,
            Board = Board,
            Admin = cluster.Admin,
            Watch = Watch,
            ErrorHandlers = handlers ?? ErrorHandlers.FailAll,
            Refused = new RefusedRecords(Time),
            GlobalStores = new Dictionary<string, GlobalKeyValueStore>(),
            Queries = queries,
            Metrics = _metrics,
            Time = Time,
            Logger = Log,
        };
        Consumers = [.. Enumerable.Range(1, threads).Select(AddThread)];
    }

    public FakeCluster Cluster { get; }

    public StreamTaskFactory Factory { get; }

    public ManualTime Time { get; } = new();

    public LogRecorder Log { get; } = new();

    public ThreadSettings Settings { get; }

    public TaskBoard Board { get; }

    public FakeGroupMember Member { get; }

    public GroupThread Group { get; }

    public StateThread State { get; }

    public Standbys Standbys { get; }

    public TopicWatch Watch { get; }

    /// <summary>The stream threads.</summary>
    public IReadOnlyList<StreamThread> Threads => _threads;

    /// <summary>The consumers of the stream threads.</summary>
    public IReadOnlyList<FakeConsumer> Consumers { get; }

    /// <summary>The first stream thread.</summary>
    public StreamThread Thread => _threads[0];

    /// <summary>The consumer of the first stream thread.</summary>
    public FakeConsumer Consumer => Consumers[0];

    /// <summary>The producer of the first stream thread: the one of this moment.</summary>
    public FakeProducer Producer => ProducerOf(1);

    public static StreamsConfig Config(TopologyDescriptor topology, ProcessingGuarantee guarantee = ProcessingGuarantee.AtLeastOnce) => new()
    {
        Topology = topology.Name,
        ApplicationId = "app",
        Clients = new ClientConfigs("fake:9092", "app", guarantee, new ClientProperties()),
        Guarantee = guarantee,
        CommitInterval = TimeSpan.FromSeconds(30),
        CacheBytesPerThread = 1 << 20,
    };

    public static StreamsConfig ExactlyOnce(StreamsConfig config) => config with
    {
        Guarantee = ProcessingGuarantee.ExactlyOnce,
        Clients = new ClientConfigs("fake:9092", "app", ProcessingGuarantee.ExactlyOnce, new ClientProperties()),
    };

    public FakeProducer ProducerOf(int thread)
    {
        string id = Settings.Config.Clients.Producer(thread, Settings.Instance).GetValueOrDefault("transactional.id", $"app-StreamThread-{thread}-producer");
        return Cluster.Producers.Last(p => p.Config.GetValueOrDefault("transactional.id", p.Config["client.id"]) == id);
    }

    /// <summary>Joins the group, and restores what it gives: stream threads have their tasks yet to take.</summary>
    public ThreadHarness Join()
    {
        Begin();
        Settle();
        return this;
    }

    /// <summary>Joins the group; what it gives is not seen yet.</summary>
    public ThreadHarness Begin()
    {
        _threads.ForEach(static t => t.RunOnce());
        Group.Join();
        return this;
    }

    /// <summary>What the group and the state thread can do without stream threads.</summary>
    public void Settle()
    {
        for (int i = 0; i < 5; i++)
        {
            Group.RunOnce(TimeSpan.Zero);
            State.RunOnce();
        }
    }

    public void Rounds(int count)
    {
        for (; count > 0; count--)
        {
            Group.RunOnce(TimeSpan.Zero);
            State.RunOnce();
            foreach (var thread in _threads)
            {
                thread.RunOnce();
            }
        }
    }

    /// <summary>A round after the commit interval.</summary>
    public void RoundWithCommit()
    {
        Time.Advance(Settings.Config.CommitInterval);
        Rounds(1);
    }

    /// <summary>Ends as a process does: gives all up, and leaves.</summary>
    public void Stop()
    {
        Board.Stop();
        _threads.ForEach(static t => t.Close());
        State.Dispose();
        Group.Leave(stays: false, TimeSpan.FromSeconds(1));
    }

    /// <summary>Ends without a word: what is open stays open, until the brokers find out.</summary>
    public void Kill() => Member.ThrowOut();

    /// <summary>The value in a store of the process; null when there is none.</summary>
    public string? Stored(string store, string key)
    {
        var found = new System.Buffers.ArrayBufferWriter<byte>();
        return Settings.Queries.TryGet(store, Encoding.UTF8.GetBytes(key), found, out _) ? Encoding.UTF8.GetString(found.WrittenSpan) : null;
    }

    /// <summary>One more thread, or one in the place of another of the same number.</summary>
    public FakeConsumer AddThread(int number)
    {
        if (_threads.Find(t => t.Number == number) is { } old)
        {
            old.Abandon();
            _threads.Remove(old);
        }

        _threads.Add(new StreamThread(number, Settings));
        return Cluster.Consumers[^1];
    }

    public void Dispose()
    {
        _threads.ForEach(static t => t.Abandon());
        State.Dispose();
        Board.Dispose();
        Member.Dispose();
        _folder.Dispose();
        _metrics.Dispose();
    }

    private static TopicPlan Plan(FakeCluster cluster, TopologyDescriptor topology)
    {
        var names = TopicPlan.AllTopics(topology, "app");
        var plan = TopicPlan.Create(topology, "app", names.Where(cluster.Has).ToDictionary(n => n, cluster.PartitionCount));
        foreach (var topic in plan.InternalTopics.Where(t => !cluster.Has(t.Name)))
        {
            cluster.WithTopic(topic.Name, topic.Partitions);
        }

        return plan;
    }
}
