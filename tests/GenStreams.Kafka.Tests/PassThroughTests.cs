using System.Text;
using Confluent.Kafka;
using GenStreams.Kafka.Tests.Topologies;

namespace GenStreams.Kafka.Tests;

/// <summary>
/// Everything that a record can be goes through operators as it is, and through a repartition topic, too, but for null keys: Kafka Streams
/// leaves them out there.
/// </summary>
[Collection(BrokerCollection.Name)]
public sealed class PassThroughTests(TestBroker broker)
{
    private const long Time = 1_600_000_000_000;

    private static readonly (string? Key, string? Value, (string Name, byte[]? Value)[] Headers)[] Records =
    [
        ("key", "value", []),
        (null, "no key", []),
        ("no value", null, []),
        (null, null, [("nothing else", "x"u8.ToArray())]),
        ("", "empty key", []),
        ("empty value", "", []),
        ("ключ", "значение 🚀", []),
        ("headers", "value", [("null", null), ("empty", []), ("twice", [1]), ("twice", [2]), ("имя", [0, 255])]),
    ];

    [KafkaTheory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public async Task Records_come_out_as_they_went_in(ProcessingGuarantee guarantee)
    {
        var client = new BrokerClient(broker.BootstrapServers);
        await client.CreateTopicsAsync(3, "pass-input", "pass-output", "pass-again");
        client.Produce(Records.Select((record, i) => (new TopicPartition("pass-input", i % 3), Message(record.Key, record.Value, record.Headers, Time + i))));
        client.Produce([(new TopicPartition("pass-input", 0), Message("filtered", "unwanted", [], Time))]);
        using var host = TestApplication.Host<PassThrough>(
            broker, TestApplication.NewId("pass"), options => options.ProcessingGuarantee = guarantee);
        await host.StartAsync();
        await TestApplication.EventuallyAsync(
            host,
            () => client.ReadAll("pass-output").Count >= Records.Length && client.ReadAll("pass-again").Count >= Records.Count(record => record.Key is not null),
            "all records are through");
        await host.StopAsync();

        Assert.Equal(Expected(_ => true), Found(client, "pass-output"));
        Assert.Equal(Expected(key => key is not null), Found(client, "pass-again"));
    }

    private static IEnumerable<string> Expected(Func<string?, bool> wanted) => Records
        .Select((record, i) => (record.Key, Text: Text(Message(record.Key, record.Value, record.Headers, Time + i))))
        .Where(record => wanted(record.Key))
        .Select(record => record.Text)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Found(BrokerClient client, string topic) =>
        client.ReadAll(topic).Select(record => Text(record.Message)).Order(StringComparer.Ordinal);

    private static Message<string?, byte[]?> Message(string? key, string? value, (string Name, byte[]? Value)[] headers, long time)
    {
        var message = new Message<string?, byte[]?>
        {
            Key = key,
            Value = value is null ? null : Encoding.UTF8.GetBytes(value),
            Timestamp = new Timestamp(time, TimestampType.CreateTime),
            Headers = [],
        };
        foreach (var (name, bytes) in headers)
        {
            message.Headers.Add(name, bytes);
        }

        return message;
    }

    /// <summary>All of a record: what differs in anything differs here.</summary>
    private static string Text(Message<string?, byte[]?> message) =>
        $"{message.Key ?? "(null)"} = {Hex(message.Value)} at {message.Timestamp.Type} {message.Timestamp.UnixTimestampMs} with " +
        string.Join(", ", message.Headers.Select(header => $"{header.Key} = {Hex(header.GetValueBytes())}"));

    private static string Hex(byte[]? bytes) => bytes is null ? "(null)" : $"[{Convert.ToHexString(bytes)}]";
}
