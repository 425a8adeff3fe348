using GenStreams.Samples;

namespace GenStreams.Kafka.Tests;

/// <summary>The only broker goes away for some seconds, in the middle of the work.</summary>
[Collection(BrokerCollection.Name)]
public sealed class BrokerRestartTests(TestBroker broker)
{
    [RestartTheory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public async Task The_application_goes_on_and_nothing_is_lost(ProcessingGuarantee guarantee)
    {
        var client = new BrokerClient(broker.BootstrapServers);
        await client.CreateTopicsAsync(4, "wordcount-input", "wordcount-output");
        var lines = SampleTexts.Lines();
        var records = lines.Select(line => ((string?)null, (string?)line)).ToList();
        using var host = TestApplication.Host<WordCount>(
            broker,
            TestApplication.NewId("broker-restart"),
            options =>
            {
                options.ProcessingGuarantee = guarantee;
                options.Threads = 2;
            });
        await host.StartAsync();
        client.Produce("wordcount-input", records);
        await TestApplication.EventuallyAsync(host, () => client.ReadAll("wordcount-output").Count > 0, "the application has written counts");
        var producing = Task.Run(() => client.Produce("wordcount-input", records)); // waits for the broker, too
        broker.Restart();
        await producing;

        var expected = IndependentCount.Of([.. lines, .. lines]);
        // Word by word: at least once, a sum can be reached before all words are.
        await TestApplication.EventuallyAsync(host, () => HasAll(client.LastValues("wordcount-output"), expected), "all words are counted");
        await host.StopAsync();
        var counts = client.LastValues("wordcount-output");
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), counts.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, word => Assert.InRange(
            counts[word.Key], word.Value, guarantee == ProcessingGuarantee.ExactlyOnce ? word.Value : long.MaxValue));
    }

    [RestartFact]
    public async Task Exactly_once_outlives_a_broker_that_hangs_for_longer_than_its_transactions_last()
    {
        var client = new BrokerClient(broker.BootstrapServers);
        await client.CreateTopicsAsync(4, "wordcount-input", "wordcount-output");
        var lines = SampleTexts.Lines();
        var records = lines.Select(line => ((string?)null, (string?)line)).ToList();
        using var host = TestApplication.Host<WordCount>(
            broker,
            TestApplication.NewId("broker-hangs"),
            options =>
            {
                options.ProcessingGuarantee = ProcessingGuarantee.ExactlyOnce;
                options.Producer["transaction.timeout.ms"] = "3000";
                options.Consumer["session.timeout.ms"] = "45000"; // it is the transaction that is to be lost
            });
        await host.StartAsync();
        client.Produce("wordcount-input", records);
        await TestApplication.EventuallyAsync(host, () => client.ReadAll("wordcount-output").Count > 0, "the application has written counts");
        var producing = Task.Run(() => client.Produce("wordcount-input", records));
        await broker.HangAsync(TimeSpan.FromSeconds(8));
        await producing;
        client.Produce("wordcount-input", records);

        var expected = IndependentCount.Of([.. lines, .. lines, .. lines]);
        await TestApplication.EventuallyAsync(host, () => HasAll(client.LastValues("wordcount-output"), expected), "all words are counted");
        await host.StopAsync();
        Assert.Equal(expected, client.LastValues("wordcount-output"));
    }

    private static bool HasAll(Dictionary<string, long> counts, Dictionary<string, long> expected) =>
        expected.All(word => counts.GetValueOrDefault(word.Key) >= word.Value);
}
