namespace GenStreams.Kafka.Tests.Faults;

/// <summary>Three brokers, and one or all of them away.</summary>
[Collection(ThreeBrokersCollection.Name)]
public sealed class ThreeBrokerTests(ThreeBrokers brokers)
{
    [RestartTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task It_goes_on_while_one_of_three_is_away(int broker)
    {
        await using var scenario = await FaultScenario.CreateAsync(brokers.Cluster.BootstrapServers);
        var first = scenario.Start("a");
        var second = scenario.Start("b");
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        brokers.Cluster.Kill(broker);
        try
        {
            await scenario.AllGoOnAsync("while one broker is away");
            await scenario.AllGoOnAsync("still");
            await scenario.AssertAllIsCountedAsync();
            Assert.True(first.IsRunning && second.IsRunning);
        }
        finally
        {
            brokers.Cluster.Restart(broker);
        }
    }

    [RestartFact]
    public async Task It_goes_on_when_a_leader_does_not_answer()
    {
        await using var scenario = await FaultScenario.CreateAsync(brokers.Cluster.BootstrapServers);
        var program = scenario.Start("a");
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        brokers.Cluster.Pause(3);
        try
        {
            await scenario.AllGoOnAsync("while a broker does not answer", TimeSpan.FromMinutes(2));
        }
        finally
        {
            brokers.Cluster.Resume(3);
        }

        await scenario.AssertAllIsCountedAsync();
        Assert.True(program.IsRunning);
    }

    [RestartFact]
    public async Task It_goes_on_when_all_three_were_away()
    {
        await using var scenario = await FaultScenario.CreateAsync(brokers.Cluster.BootstrapServers);
        var first = scenario.Start("a");
        var second = scenario.Start("b");
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        for (int broker = 1; broker <= 3; broker++)
        {
            brokers.Cluster.Kill(broker);
        }

        await Task.Delay(TimeSpan.FromSeconds(20));
        brokers.Cluster.RestartAll();
        await scenario.AllGoOnAsync("after all were away");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(first.IsRunning && second.IsRunning);
    }
}
