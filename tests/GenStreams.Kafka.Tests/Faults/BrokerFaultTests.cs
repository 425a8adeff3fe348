namespace GenStreams.Kafka.Tests.Faults;

/// <summary>The only broker fails. The process lives through it, says what is wrong meanwhile, and goes on.</summary>
[Collection(BrokerCollection.Name)]
public sealed class BrokerFaultTests(TestBroker broker)
{
    // A broker that comes back (4.3.1) aborts transactions that have timed out before it knows the leaders of their partitions, leaves these out, and what was aborted
    // becomes part of the next commit: see "Brokers" in docs/guarantees.md. So transactions are to last longer than the only broker is away.
    private const string LongTransactions = "--GenStreams:Producer:transaction.timeout.ms=200000";

    [RestartTheory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task It_goes_on_when_the_broker_was_killed(ProcessingGuarantee guarantee)
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers, guarantee);
        var program = scenario.Start("a", settings: LongTransactions);
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
        var first = scenario.Start("a", settings: LongTransactions);
        var second = scenario.Start("b", settings: ["--GenStreams:Threads=2", LongTransactions]);
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
        var program = scenario.Start("a", settings: ["--GenStreams:Threads=2", LongTransactions]);
        scenario.Feed();
        await scenario.GoesOnAsync("before", alive: program);
        var before = Lines(program);
        broker.Cluster.Kill(1);
        await Task.Delay(TimeSpan.FromSeconds(15));
        var during = Lines(program);
        broker.Cluster.Restart(1);
        Assert.NotEmpty(during);
        Assert.All(during, line => Assert.True(line.Value - before.GetValueOrDefault(line.Key) <= 17, $"{line.Value} lines of {line.Key}:\n{program.Output}"));
        await scenario.AssertAllIsCountedAsync();

        // By what is said, such as "GenStreams.counting[24]".
        static Dictionary<string, int> Lines(TestProgram program) => program.Output.Split('\n')
            .Select(static line => line.Split(' ', 4))
            .Where(static words => words.Length == 4 && words[1] is ("fail:" or "crit:" or "warn:"))
            .GroupBy(static words => words[2])
            .ToDictionary(static said => said.Key, static said => said.Count());
    }
}
