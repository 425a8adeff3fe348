namespace GenStreams.Kafka.Tests.Faults;

/// <summary>Event times that have nothing to do with the clock.</summary>
[Collection(BrokerCollection.Name)]
public sealed class EventTimeTests(TestBroker broker)
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [KafkaFact]
    public async Task Records_of_a_year_ago_are_counted_and_outlive_a_kill()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var now = DateTimeOffset.UtcNow;
        using (var first = scenario.Start("a"))
        {
            scenario.SendAll(now - Year, now, now - Year);
            await scenario.AllIsCountedAsync(first);
            await first.KillAsync();
        }

        var second = scenario.Start("b");
        scenario.SendAll(now, now - Year, now);
        await scenario.AssertAllIsCountedAsync();
        Assert.True(second.IsRunning);
    }
}
