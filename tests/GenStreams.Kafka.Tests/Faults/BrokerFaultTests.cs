namespace GenStreams.Kafka.Tests.Faults;

/// <summary>The only broker fails. The process lives through it, says what is wrong meanwhile, and goes on.</summary>
[Collection(BrokerCollection.Name)]
public sealed class BrokerFaultTests(TestBroker broker)
{
    [RestartTheory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task It_goes_on_when_the_broker_was_killed(ProcessingGuarantee guarantee)
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers, guarantee);
        var program = scenario.Start("a");
        scenario.Feed();
        await scenario.GoesOnAsync("before", alive: program);
        broker.Cluster.Kill(1);
        await Task.Delay(TimeSpan.FromSeconds(3));
        broker.Cluster.Restart(1);
        await scenario.GoesOnAsync("after the broker was killed", alive: program);
        await scenario.AssertAllIsCountedAsync();
        Assert.True(program.IsRunning);
    }

    [RestartFact]
    public async Task It_goes_on_when_the_broker_did_not_answer_for_longer_than_transactions_and_sessions_last()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var first = scenario.Start("a");
        var second = scenario.Start("b");
        scenario.Feed();
        await scenario.GoesOnAsync("before", alive: first);
        await broker.HangAsync(TimeSpan.FromSeconds(15));
        await scenario.AllGoOnAsync("after the broker did not answer");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(first.IsRunning && second.IsRunning);
    }

    // Forty seconds under load made one of two instances stand still for ever: one poll batch was consumed and never processed.
    [RestartTheory]
    [InlineData(40)]
    [InlineData(90)]
    public async Task No_instance_stands_still_after_a_long_outage_and_health_says_what_is_wrong(int seconds)
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var first = scenario.Start("a");
        var second = scenario.Start("b", settings: "--GenStreams:Threads=2");
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        broker.Cluster.Kill(1);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        Assert.True(first.IsRunning && second.IsRunning);
        Assert.Contains("genstreams-ready Unhealthy", first.Health, StringComparison.Ordinal);
        Assert.Contains("BrokerUnreachable", first.Health, StringComparison.Ordinal);
        broker.Cluster.Restart(1);
        await scenario.AllGoOnAsync("after the outage");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(first.IsRunning && second.IsRunning);
        await Eventually.Async(() => first.Health.Contains("ready Healthy", StringComparison.Ordinal), "health is good again");
    }

    [RestartFact]
    public async Task An_outage_is_told_once_a_second_at_most()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var program = scenario.Start("a", settings: "--GenStreams:Threads=2");
        scenario.Feed();
        await scenario.GoesOnAsync("before", alive: program);
        int before = Lines(program);
        broker.Cluster.Kill(1);
        await Task.Delay(TimeSpan.FromSeconds(15));
        int during = Lines(program) - before;
        broker.Cluster.Restart(1);
        Assert.InRange(during, 1, 20);
        await scenario.AssertAllIsCountedAsync();

        static int Lines(TestProgram program) => program.Output.Split('\n').Count(line =>
            line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal) || line.Contains(" warn: ", StringComparison.Ordinal));
    }
}
