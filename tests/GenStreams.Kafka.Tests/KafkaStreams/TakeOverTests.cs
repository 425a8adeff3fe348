using System.Globalization;
using Confluent.Kafka;
using GenStreams.Kafka.Tests.Topologies;

namespace GenStreams.Kafka.Tests.KafkaStreams;

/// <summary>An application of Kafka Streams is taken over, and handed back: offsets, state, and what is late.</summary>
[Collection(BrokerCollection.Name)]
public sealed class TakeOverTests(TestBroker broker) : IDisposable
{
    // Of today: what is older than their retention is deleted from changelogs.
    private static readonly long Begin = DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 1000 * 1000;

    private readonly BrokerClient _client = new(broker.BootstrapServers);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("genstreams-kafka-streams-");
    private readonly string _application = TestApplication.NewId("take-over");

    [KafkaStreamsTheory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public async Task Late_records_stay_late_and_closed_windows_come_once_there_and_back(ProcessingGuarantee guarantee)
    {
        await _client.CreateTopicsAsync(1, WindowedCounting.Input, WindowedCounting.Output);

        await WithKafkaStreamsAsync(("a", 5), ("a", 15));
        Assert.Equal(["a@0=1"], Finals());

        // One that is late for what Kafka Streams has seen, one in time, one that closes the window of 10 s. And so on.
        await WithGenStreamsAsync(guarantee, ("late", 6), ("a", 16), ("a", 25));
        Assert.Equal(["a@0=1", "a@10=2"], Finals());

        await WithKafkaStreamsAsync(("late", 17), ("a", 26), ("a", 35));
        Assert.Equal(["a@0=1", "a@10=2", "a@20=2"], Finals());

        await WithGenStreamsAsync(guarantee, ("late", 27), ("a", 36), ("a", 45));
        Assert.Equal(["a@0=1", "a@10=2", "a@20=2", "a@30=2"], Finals());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task WithKafkaStreamsAsync(params (string Key, int Seconds)[] records)
    {
        Produce(records);
        using var program = await KafkaStreamsProgram.StartAsync(broker.BootstrapServers, _application, _folder.FullName);
        await AllIsCommittedAsync();
        await program.StopAsync();
    }

    private async Task WithGenStreamsAsync(ProcessingGuarantee guarantee, params (string Key, int Seconds)[] records)
    {
        Produce(records);
        using var host = TestApplication.Host<WindowedCounting>(broker, _application, options =>
        {
            options.ProcessingGuarantee = guarantee;
            options.OnStop = StopBehavior.Leave; // only an empty group is handed over
        });
        await host.StartAsync();
        await AllIsCommittedAsync();
        await host.StopAsync();
    }

    private Task AllIsCommittedAsync() => Eventually.Async(
        () => _client.HasCommittedAllAsync(_application, WindowedCounting.Input), "all is committed");

    private void Produce((string Key, int Seconds)[] records) => _client.Produce(records.Select(static record => (
        new TopicPartition(WindowedCounting.Input, 0),
        new Message<string?, byte[]?> { Key = record.Key, Value = "1"u8.ToArray(), Timestamp = new Timestamp((Begin + record.Seconds) * 1000, TimestampType.CreateTime) })));

    private List<string> Finals() => _client.ReadAll(WindowedCounting.Output).ConvertAll(static record =>
        string.Create(CultureInfo.InvariantCulture, $"{record.Message.Key}={BrokerClient.Count(record)}"));
}
