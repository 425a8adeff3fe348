using System.Globalization;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Clients.Native;

namespace GenStreams.Testing;

/// <summary>
/// A Kafka broker inside this process, on the loopback: for tests, samples and a first run without any installation. It speaks Kafka's
/// wire protocol, so every client of this machine can use it through <see cref="BootstrapServers"/>.
/// </summary>
/// <remarks>
/// <para>It is librdkafka's mock cluster. Topics, partitions, consumer groups with rebalances, committed offsets, idempotent and
/// transactional producers work. It lives in memory and ends with the object.</para>
/// <para>What it cannot do:</para>
/// <list type="bullet">
/// <item>It keeps at most 100,000 messages or 5 MB a partition and drops the oldest beyond. No compaction, no retention by time.</item>
/// <item>Transactions are accepted and have no effect: records of open and aborted ones are read at once, and the consumed offsets that
/// are sent to them are not kept.</item>
/// <item>Topics are made by this object and by applications in this process, not over the wire. A topic that is produced to before it was
/// made gets four partitions.</item>
/// <item>A fetch that finds nothing is answered at the end of its wait (<c>fetch.wait.max.ms</c>), not when something comes. The
/// applications in this process wait 5 ms; set it low in other clients.</item>
/// <item>A rebalance takes <c>session.timeout.ms</c> less one second. The applications in this process have 2 s; set it low in other
/// clients.</item>
/// <item>No security.</item>
/// </list>
/// <para>All members can be called from any thread.</para>
/// </remarks>
/// <example>
/// <code>
/// using var broker = new EmbeddedBroker();
/// broker.CreateTopic("wordcount-input", partitions: 2);
/// services.AddGenStreams(options => options.BootstrapServers = broker.BootstrapServers).AddTopology&lt;WordCount&gt;();
/// </code>
/// </example>
public sealed class EmbeddedBroker : IDisposable, IInProcessBroker
{
    private readonly Lock _lock = new();
    private readonly IProducer<Null, Null> _host;
    private readonly int _brokers;
    private readonly nint _cluster;
    private bool _isDisposed;

    /// <summary>Starts a cluster.</summary>
    /// <param name="brokers">How many brokers it has, 1 to 100.</param>
    /// <exception cref="InvalidOperationException">The native library of Confluent.Kafka does not fit; the message says why.</exception>
    public EmbeddedBroker(int brokers = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(brokers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(brokers, 100);
        if (NativeClient.Unavailable is { } reason)
        {
            throw new InvalidOperationException($"The embedded broker needs the native client library: {reason}");
        }

        _brokers = brokers;
        _host = new ProducerBuilder<Null, Null>(new Dictionary<string, string>
        {
            ["test.mock.num.brokers"] = brokers.ToString(CultureInfo.InvariantCulture),
            ["client.id"] = "embedded-broker",
        }).SetLogHandler(static (_, _) => { }).Build();
        _cluster = MockCluster.OfClient(NativeClient.Pointer(_host.Handle));
        BootstrapServers = Marshal.PtrToStringUTF8(MockCluster.BootstrapServers(_cluster))!;

        // Without a controller, requests about topics would wait for one.
        MockCluster.SetController(_cluster, 1);

        // How long a new group waits for more members: enough for the threads of one application to meet, instead of 3 s.
        MockCluster.GroupInitialRebalanceDelay(_cluster, 100);
        InProcessBrokers.Add(BootstrapServers, this);
    }

    /// <summary>The addresses of the brokers, for <c>bootstrap.servers</c>.</summary>
    public string BootstrapServers { get; }

    /// <summary>Makes a topic.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="partitions">How many partitions, at least 1.</param>
    /// <exception cref="InvalidOperationException">There is a topic of that name.</exception>
    /// <exception cref="KafkaException">The broker refused.</exception>
    public void CreateTopic(string name, int partitions = 1)
    {
        if (!TryCreateTopic(name, partitions))
        {
            throw new InvalidOperationException(
                $"The topic {name} exists already. A client that uses a topic before it was made makes it with four partitions: make it first.");
        }
    }

    /// <summary>Ends the brokers; clients lose their connections.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                InProcessBrokers.Remove(BootstrapServers);
                _host.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    bool IInProcessBroker.TryCreateTopic(string topic, int partitions) => TryCreateTopic(topic, partitions);

    /// <inheritdoc/>
    void IInProcessBroker.DeleteRecords(TopicPartitionOffset before)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            Check(
                MockCluster.DeleteRecords(_cluster, before.Topic, before.Partition.Value, before.Offset.Value),
                $"Records of {before.TopicPartition} before {before.Offset} cannot be deleted");
        }
    }

    /// <summary>Lets the next requests of a kind fail, one for each error.</summary>
    /// <param name="apiKey">The number of the request in Kafka's protocol.</param>
    /// <param name="errors">The answers.</param>
    internal void FailRequests(short apiKey, params ReadOnlySpan<ErrorCode> errors)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            MockCluster.PushRequestErrors(_cluster, apiKey, (nuint)errors.Length, MemoryMarshal.Cast<ErrorCode, int>(errors));
        }
    }

    private static void Check(int code, string what)
    {
        if (code != 0)
        {
            throw new KafkaException(new Error((ErrorCode)code, $"{what}: {((ErrorCode)code).GetReason()}"));
        }
    }

    private bool TryCreateTopic(string name, int partitions)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            int code = MockCluster.CreateTopic(_cluster, name, partitions, Math.Min(3, _brokers));
            if (code == (int)ErrorCode.TopicAlreadyExists)
            {
                return false;
            }

            Check(code, $"The topic {name} cannot be made");
            return true;
        }
    }
}
