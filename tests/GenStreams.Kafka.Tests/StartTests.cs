using GenStreams.Kafka.Tests.Topologies;
using GenStreams.Samples;

namespace GenStreams.Kafka.Tests;

/// <summary>Topics that do not fit: the application ends at once and says why.</summary>
[Collection(BrokerCollection.Name)]
public sealed class StartTests(TestBroker broker)
{
    private readonly BrokerClient _client = new(broker.BootstrapServers);

    [KafkaFact]
    public async Task A_missing_source_topic_ends_the_application()
    {
        await _client.DeleteTopicsAsync("orders");
        await _client.CreateTopicsAsync(1, "customers", "enriched");
        var failure = await TestApplication.FailureAsync(TestApplication.Host<Enrichment>(broker, TestApplication.NewId("missing")));
        Assert.Contains("'orders' (read by 'Orders')", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("customers", failure.Message, StringComparison.Ordinal);
    }

    [KafkaFact]
    public async Task A_missing_sink_topic_ends_the_application()
    {
        await _client.DeleteTopicsAsync("enriched");
        await _client.CreateTopicsAsync(1, "customers", "orders");
        var failure = await TestApplication.FailureAsync(TestApplication.Host<Enrichment>(broker, TestApplication.NewId("missing")));
        Assert.Contains("'enriched' (written by", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Enrichment), failure.Message, StringComparison.Ordinal);
    }

    [KafkaFact]
    public async Task A_missing_dead_letter_topic_ends_the_application()
    {
        await _client.CreateTopicsAsync(1, "numbers", "doubled");
        var failure = await TestApplication.FailureAsync(TestApplication.Host<Doubling>(
            broker, TestApplication.NewId("missing"), options => options.OnDeserializationError = ErrorPolicy.DeadLetter("not-there")));
        Assert.Contains("'not-there'", failure.Message, StringComparison.Ordinal);
    }

    [KafkaFact]
    public async Task Joined_topics_of_different_partition_counts_end_the_application()
    {
        await _client.CreateTopicsAsync(2, "orders", "enriched");
        await _client.CreateTopicsAsync(3, "customers");
        var failure = await TestApplication.FailureAsync(TestApplication.Host<Enrichment>(broker, TestApplication.NewId("uneven")));
        Assert.Contains("'orders' (2 partitions, read by 'Orders')", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'customers' (3 partitions, read by 'Customers')", failure.Message, StringComparison.Ordinal);
    }

    [KafkaTheory]
    [InlineData("counts-repartition", "wordcount-input")]
    [InlineData("counts-changelog", "counts-repartition")]
    public async Task An_internal_topic_of_another_partition_count_ends_the_application(string topic, string follows)
    {
        string application = TestApplication.NewId("changed");
        await _client.CreateTopicsAsync(4, "wordcount-input", "wordcount-output");
        await _client.CreateTopicsAsync(3, $"{application}-{topic}");
        var failure = await TestApplication.FailureAsync(TestApplication.Host<WordCount>(broker, application));
        Assert.Contains($"'{application}-{topic}' has 3 partitions and must have 4", failure.Message, StringComparison.Ordinal);
        Assert.Contains(follows, failure.Message, StringComparison.Ordinal);
    }
}
