using System.Text;
using Confluent.Kafka;
using GenStreams.Kafka.Tests.Topologies;
using Microsoft.Extensions.Hosting;

namespace GenStreams.Kafka.Tests;

/// <summary>A value that is not a number between two that are.</summary>
[Collection(BrokerCollection.Name)]
public sealed class DeserializationErrorTests(TestBroker broker)
{
    private static readonly TopicPartition To = new("numbers", 1);
    private static readonly Timestamp Time = new(1_700_000_000_123, TimestampType.CreateTime);

    private readonly BrokerClient _client = new(broker.BootstrapServers);

    [KafkaFact]
    public async Task Skip_leaves_the_record_out()
    {
        await PrepareAsync();
        using var host = Host(ErrorPolicy.Skip);
        await host.StartAsync();
        await TestApplication.EventuallyAsync(host, () => _client.ReadAll("doubled").Count == 2, "the good records are through");
        await host.StopAsync();
        AssertTheGoodOnesAreThrough();
    }

    [KafkaFact]
    public async Task DeadLetter_sends_the_record_as_it_was_with_its_place_and_the_error()
    {
        await PrepareAsync();
        using var host = Host(ErrorPolicy.DeadLetter("dead-numbers"));
        await host.StartAsync();
        await TestApplication.EventuallyAsync(host, () => _client.ReadAll("doubled").Count == 2, "the good records are through");
        await host.StopAsync();
        AssertTheGoodOnesAreThrough();
        var dead = Assert.Single(_client.ReadAll("dead-numbers")).Message;
        Assert.Equal("b", dead.Key);
        Assert.Equal([1, 2, 3], dead.Value);
        Assert.Equal(Time, dead.Timestamp);
        Assert.Equal("kept", Encoding.UTF8.GetString(dead.Headers.GetLastBytes("own")));
        Assert.Equal(typeof(SerdeException).FullName, Header(dead, "exception"));
        Assert.NotEmpty(Header(dead, "message"));
        Assert.NotEmpty(Header(dead, "stacktrace"));
        Assert.Equal("numbers", Header(dead, "topic"));
        Assert.Equal("1", Header(dead, "partition"));
        Assert.Equal("1", Header(dead, "offset"));
    }

    [KafkaFact]
    public async Task Fail_ends_the_application_and_names_the_place()
    {
        await PrepareAsync();
        var failure = await TestApplication.FailureAsync(Host(ErrorPolicy.Fail));
        Assert.Contains("topic 'numbers', partition 1, offset 1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'Numbers' (DeserializeValue)", failure.Message, StringComparison.Ordinal);
    }

    private async Task PrepareAsync()
    {
        await _client.CreateTopicsAsync(2, "numbers", "doubled", "dead-numbers");
        _client.Produce(
        [
            (To, new Message<string?, byte[]?> { Key = "a", Value = [0, 0, 0, 1], Timestamp = Time }),
            (To, new Message<string?, byte[]?> { Key = "b", Value = [1, 2, 3], Timestamp = Time, Headers = new Headers { { "own", "kept"u8.ToArray() } } }),
            (To, new Message<string?, byte[]?> { Key = "c", Value = [0, 0, 1, 0], Timestamp = Time }),
        ]);
    }

    private IHost Host(ErrorPolicy policy) => TestApplication.Host<Doubling>(
        broker, TestApplication.NewId("unreadable"), options => options.OnDeserializationError = policy);

    private void AssertTheGoodOnesAreThrough()
    {
        var doubled = _client.ReadAll("doubled").ToDictionary(record => record.Message.Key!, record => record.Message.Value);
        Assert.Equal(["a", "c"], doubled.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([0, 0, 0, 2], doubled["a"]);
        Assert.Equal([0, 0, 2, 0], doubled["c"]);
    }

    private static string Header(Message<string?, byte[]?> message, string name) =>
        Encoding.UTF8.GetString(message.Headers.GetLastBytes("__streams.errors." + name));
}
