using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Runtime.Tests.Clients;

/// <summary>A broker for the tests of one class, clients, and readers that give up with a message.</summary>
public sealed class ClientHarness : IDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private int _names;

    public EmbeddedBroker Broker { get; } = new();

    public void Dispose() => Broker.Dispose();

    internal static Bytes Utf8(string? text) => text is null ? Bytes.Null : new Bytes(Encoding.UTF8.GetBytes(text));

    internal string NewTopic(int partitions = 1)
    {
        string name = $"topic-{Interlocked.Increment(ref _names)}";
        Broker.CreateTopic(name, partitions);
        return name;
    }

    internal static IClientFactory Factory() => new KafkaClientFactory(NullLogger.Instance);

    internal Dictionary<string, string> Config(params ReadOnlySpan<(string Name, string Value)> more)
    {
        var config = new Dictionary<string, string> { ["bootstrap.servers"] = Broker.BootstrapServers };
        foreach (var (name, value) in more)
        {
            config[name] = value;
        }

        return config;
    }

    internal StreamProducer Producer(
        Func<UndeliveredRecord, bool>? onFailure = null, params ReadOnlySpan<(string Name, string Value)> more) =>
        Factory().CreateProducer(ClientDefaults.Producer(Config(more)), onFailure);

    internal IStreamConsumer Consumer(params ReadOnlySpan<(string Name, string Value)> more) =>
        Factory().CreateConsumer(ClientDefaults.AssignedConsumer(Config(more)));

    internal IGroupMember GroupMember(string topic) => Factory().CreateGroupMember(
        Config(("group.id", topic + "-group"), ("partition.assignment.strategy", "cooperative-sticky")));

    internal IStreamConsumer ReaderOf(string topic, int partition = 0)
    {
        var consumer = Consumer();
        consumer.Add([new TopicPartitionOffset(topic, partition, 0)]);
        return consumer;
    }

    /// <summary>Reads a number of records, and one more poll to see that there is nothing behind them.</summary>
    internal static List<Received> Read(IStreamConsumer consumer, int count)
    {
        var all = new List<Received>();
        var clock = Stopwatch.StartNew();
        while (all.Count < count)
        {
            Assert.True(clock.Elapsed < Patience, $"{all.Count} of {count} records came in {Patience}");
            PollInto(consumer, all, TimeSpan.FromMilliseconds(100));
        }

        PollInto(consumer, all, TimeSpan.Zero);
        Assert.Equal(count, all.Count);
        return all;
    }

    internal static PartitionFault AwaitFault(IStreamConsumer consumer)
    {
        var clock = Stopwatch.StartNew();
        var all = new List<Received>();
        PartitionFault fault;
        while (!consumer.TryTakeFault(out fault))
        {
            Assert.True(clock.Elapsed < Patience, $"no fault came in {Patience}");
            PollInto(consumer, all, TimeSpan.FromMilliseconds(20));
        }

        return fault;
    }

    /// <summary>Polls for a moment, in which what is on its way comes.</summary>
    internal static void Settle(IStreamConsumer consumer)
    {
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(0, consumer.Poll(new ConsumedMessage[1], TimeSpan.FromMilliseconds(20)));
        }
    }

    internal static int PollInto(IStreamConsumer consumer, List<Received> all, TimeSpan timeout)
    {
        var messages = new ConsumedMessage[64];
        int count = consumer.Poll(messages, timeout);
        var headers = new RecordHeaders();
        foreach (var message in messages.AsSpan(0, count))
        {
            consumer.ReadHeaders(message, headers);
            all.Add(Received.Of(message, consumer.PartitionOf(message.Slot), headers));
            consumer.Release(message);
        }

        return count;
    }

    /// <summary>Polls group members in turn until something holds.</summary>
    internal static void PollUntil(Func<bool> holds, string what, params ReadOnlySpan<RecordingListener> members)
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
}

/// <summary>A message as managed data.</summary>
internal sealed record Received(TopicPartition Partition, long Offset, long Timestamp, string? Key, string? Value, string Headers)
{
    public static Received Of(in ConsumedMessage message, TopicPartition partition, RecordHeaders headers)
    {
        var raw = message.Raw;
        return new Received(partition, message.Offset, message.Timestamp, Text(raw.Key), Text(raw.Value), Text(headers));
    }

    private static string? Text(Bytes bytes) => bytes.IsNull ? null : Encoding.UTF8.GetString(bytes.Span);

    private static string Text(RecordHeaders headers)
    {
        var text = new StringBuilder();
        foreach (var header in headers)
        {
            text.Append(Encoding.UTF8.GetString(header.Name)).Append('=')
                .Append(header.ValueIsNull ? "(null)" : Encoding.UTF8.GetString(header.Value)).Append(';');
        }

        return text.ToString();
    }
}
