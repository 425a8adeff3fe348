using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Confluent.Kafka;
using GenStreams.Allocation.Tests.Topologies;
using GenStreams.Clients;
using GenStreams.Queries;
using GenStreams.State;
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
        using var thread = new StreamThread(1, Settings(new StreamTaskFactory<T>(services), clients, admin));
        thread.Join(TopicPlan.Create(T.Descriptor, Application, topics.ToDictionary(topic => topic, _ => 2)));
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
        thread.Close();
    }

    private ClientConfigs Configs => new(_broker.BootstrapServers, Application, "here", ProcessingGuarantee.AtLeastOnce, new ClientProperties());

    private ThreadSettings Settings(StreamTaskFactory factory, IClientFactory clients, ITopicAdmin admin) => new()
    {
        Config = new StreamsConfig
        {
            Topology = factory.Descriptor.Name,
            ApplicationId = Application,
            Clients = Configs,
            CommitInterval = TimeSpan.FromHours(1), // a commit allocates, but not per record
        },
        Factory = factory,
        Clients = clients,
        Admin = admin,
        ErrorHandlers = ErrorHandlers.FailAll,
        GlobalStores = new Dictionary<string, GlobalKeyValueStore>(),
        Queries = new LocalStateQueries(factory.Descriptor),
        Metrics = _metrics,
        Time = TimeProvider.System,
        Logger = NullLogger.Instance,
        StateChanged = () => { },
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
