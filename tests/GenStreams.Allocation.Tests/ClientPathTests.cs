using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Confluent.Kafka;
using GenStreams.Allocation.Tests.Topologies;
using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.State;
using GenStreams.State.Disk;
using GenStreams.Tasks;
using GenStreams.Testing;
using GenStreams.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Allocation.Tests;

/// <summary>The same with the real clients: a stream thread between the topics of a broker allocates nothing per record.</summary>
public sealed class ClientPathTests : IDisposable
{
    private const string Application = "app";
    private const int WarmUp = 20_000;
    private const int Measured = 10_000;
    private const int Rounds = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly EmbeddedBroker _broker = new();
    private readonly StreamsMetrics _metrics = new();
    private readonly MeterListener _listener = new();
    private long _processed;

    public ClientPathTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument, _metrics.Processed))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => _processed += count);
        _listener.Start();
    }

    [Fact]
    public void Map_between_two_topics_allocates_nothing() => Check<MapNumbers>("in", "out");

    [Fact]
    public void Count_with_its_changelog_allocates_nothing() => Check<CountNumbers>("in", "out", "app-counts-changelog");

    public void Dispose()
    {
        _listener.Dispose();
        _metrics.Dispose();
        _broker.Dispose();
    }

    private void Check<T>(params string[] topics)
        where T : class, ITopology<T>
    {
        foreach (string topic in topics)
        {
            _broker.CreateTopic(topic, 2);
        }

        Produce(topics[0], WarmUp + (Rounds * Measured));
        var clients = new KafkaClientFactory(NullLogger<KafkaClientFactory>.Instance);
        using var admin = clients.CreateAdmin(Configs.Admin());
        using var services = new ServiceCollection().BuildServiceProvider();
        using var member = clients.CreateGroupMember(Configs.Member(GroupProtocol.Classic, instance: null));
        using var board = new TaskBoard(TimeProvider.System, NullLogger.Instance);
        var plan = TopicPlan.Create(T.Descriptor, Application, topics.ToDictionary(topic => topic, _ => 2));
        var settings = Settings(new StreamTaskFactory<T>(services), clients, admin, member, board, plan);
        using var folder = new StateFolder(directory: null, Application, TimeProvider.System, NullLogger.Instance);
        using var thread = new StreamThread(1, settings);
        GiveTasks(board, plan, T.Descriptor, settings.Config, folder);
        RunUntil(thread, WarmUp);

        // What is allocated per record shows in every round; an event of the group or the client in one or another.
        long least = long.MaxValue;
        for (int round = 1; round <= Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            RunUntil(thread, WarmUp + (round * Measured));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        thread.Abandon();
    }

    private ClientConfigs Configs => new(_broker.BootstrapServers, Application, ProcessingGuarantee.AtLeastOnce, new ClientProperties());

    // As the group and the restore of the state would: all tasks, from the beginning.
    private static void GiveTasks(TaskBoard board, TopicPlan plan, TopologyDescriptor topology, StreamsConfig config, StateFolder folder)
    {
        var intakes = new StoreIntakes(ErrorHandlers.FailAll.Deserialization, NullLogger.Instance);
        var states = new TaskStateFactory(topology, config, folder, topicIds: null, TimeProvider.System, NullLogger.Instance, intakes);
        board.Assign([.. Enumerable.Range(0, 2).Select(partition => new TaskId(0, partition))]);
        while (board.TryTakeAssigned(out var id, out _))
        {
            var state = states.Create(id.Value);
            state.Start = [.. plan.PartitionsOf(id.Value).Select(partition => new CommittedOffset(partition, 0, ""))];
            board.Restored(id.Value, state);
        }
    }

    private ThreadSettings Settings(
        StreamTaskFactory factory, IClientFactory clients, ITopicAdmin admin, IGroupMember member, TaskBoard board, TopicPlan plan) => new()
    {
        Config = new StreamsConfig
        {
            Topology = factory.Descriptor.Name,
            ApplicationId = Application,
            Clients = Configs,
            CommitInterval = TimeSpan.FromHours(1), // a commit allocates, but not per record
        },
        Plan = plan,
        Instance = "app-here-0",
        Factory = factory,
        Clients = clients,
        Member = member,
        Board = board,
        Admin = admin,
        Watch = new TopicWatch([], admin, TimeProvider.System, NullLogger.Instance),
        Refused = new RefusedRecords(TimeProvider.System),
        ErrorHandlers = ErrorHandlers.FailAll,
        GlobalStores = new Dictionary<string, GlobalKeyValueStore>(),
        Queries = new LocalStateQueries(factory.Descriptor),
        Metrics = _metrics,
        Time = TimeProvider.System,
        Logger = NullLogger.Instance,
    };

    private void RunUntil(StreamThread thread, long processed)
    {
        long start = Stopwatch.GetTimestamp();
        while (_processed < processed)
        {
            thread.RunOnce();
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException("The records were not processed in time.");
            }
        }
    }

    private void Produce(string topic, int records)
    {
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = _broker.BootstrapServers }).Build();
        for (int i = 0; i < records; i++)
        {
            var message = new Message<byte[], byte[]> { Key = new byte[8], Value = new byte[8], Timestamp = new Timestamp(1 + i, TimestampType.CreateTime) };
            BinaryPrimitives.WriteInt64BigEndian(message.Key, i % 100);
            BinaryPrimitives.WriteInt64BigEndian(message.Value, i);
            producer.Produce(new TopicPartition(topic, i % 2), message);
        }

        producer.Flush(Limit);
    }
}
