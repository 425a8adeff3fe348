using GenStreams.Kafka.Tests.Topologies;

namespace GenStreams.Kafka.Tests.Faults;

/// <summary>Somebody does something to a topic that the application reads.</summary>
[Collection(BrokerCollection.Name)]
public sealed class SourceTopicTests(TestBroker broker)
{
    [KafkaFact]
    public async Task A_topic_that_is_made_anew_is_read_from_its_beginning()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var program = scenario.Start("a");
        scenario.SendAll(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow);
        await scenario.AllIsCountedAsync(program);
        await scenario.Client.CreateTopicsAsync(FaultScenario.Partitions, Counting.Input);
        scenario.SendAll(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow);
        await scenario.AssertAllIsCountedAsync();
        Assert.True(program.IsRunning);
        AssertTold(program);
    }

    /// <summary>The offsets that were committed are there in the new topic too.</summary>
    [KafkaTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_topic_that_is_made_anew_and_grows_beyond_the_old_offsets_is_read_from_its_beginning(bool runs)
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var program = scenario.Start("a");
        scenario.SendAll(DateTimeOffset.UtcNow);
        await scenario.AllIsCountedAsync(program);
        await Task.Delay(TimeSpan.FromSeconds(7));
        scenario.SendAll(DateTimeOffset.UtcNow);
        await scenario.AllIsCountedAsync(program);
        if (!runs)
        {
            Assert.Equal(0, await program.StopAsync());
        }

        await scenario.Client.CreateTopicsAsync(FaultScenario.Partitions, Counting.Input);
        scenario.SendAll(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow);
        program = runs ? program : scenario.Start("a");
        await scenario.AssertAllIsCountedAsync();
        if (runs)
        {
            // Brokers forget the offsets of a topic that is deleted while nobody runs.
            Assert.Contains($"Topic {Counting.Input} was deleted and made anew", program.Output, StringComparison.Ordinal);
        }
    }

    [KafkaFact]
    public async Task A_topic_that_is_deleted_is_told_until_it_is_there_again()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var program = scenario.Start("a");
        scenario.SendAll(DateTimeOffset.UtcNow);
        await scenario.AllIsCountedAsync(program);
        await scenario.Client.DeleteTopicsAsync(Counting.Input);
        await Eventually.Async(
            () => program.Output.Contains($"Reading source topic '{Counting.Input}' failed for now", StringComparison.Ordinal), $"the log says that the topic is gone:\n{program.Output}");
        await scenario.Client.CreateTopicsAsync(FaultScenario.Partitions, Counting.Input);
        scenario.SendAll(DateTimeOffset.UtcNow);
        await scenario.AssertAllIsCountedAsync();
        Assert.True(program.IsRunning);
    }

    [KafkaFact]
    public async Task A_topic_that_is_truncated_is_read_from_where_it_begins()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        using (var first = scenario.Start("a"))
        {
            scenario.SendAll(DateTimeOffset.UtcNow);
            await scenario.AllIsCountedAsync(first);
            Assert.Equal(0, await first.StopAsync());
        }

        scenario.SendAll(DateTimeOffset.UtcNow);
        await scenario.Client.TruncateAsync(Counting.Input);
        scenario.Forget();
        var second = scenario.Start("a");
        scenario.SendAll(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow);
        await scenario.AssertAllIsCountedAsync();
        Assert.True(second.IsRunning);
        AssertTold(second);
    }

    /// <summary>Its state is divided by partitions, so the application cannot have more of them; it says so at once.</summary>
    [KafkaFact]
    public async Task A_topic_that_is_given_more_partitions_is_told_with_its_name_and_count()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var program = scenario.Start("a", settings: "--GenStreams:Common:topic.metadata.refresh.interval.ms=2000");
        scenario.SendAll(DateTimeOffset.UtcNow);
        await scenario.AllIsCountedAsync(program);
        await scenario.Client.AddPartitionsAsync(Counting.Input, 6);
        await Eventually.Async(
            () => program.Output.Split('\n').Any(line => line.Contains(Counting.Input, StringComparison.Ordinal) && line.Contains("6 partitions", StringComparison.Ordinal)),
            $"the log names the topic and its partitions:\n{program.Output}");
    }

    private static void AssertTold(TestProgram program) => Assert.Contains(
        program.Output.Split('\n'),
        line => line.Contains("warn:", StringComparison.Ordinal) && line.Contains(Counting.Input, StringComparison.Ordinal) && line.Contains("offset", StringComparison.Ordinal));
}
