namespace GenStreams.Kafka.Tests.Faults;

/// <summary>An instance stalls, or a method of the user's does.</summary>
[Collection(BrokerCollection.Name)]
public sealed class ProcessFaultTests(TestBroker broker)
{
    [KafkaFact]
    public async Task A_process_that_was_paused_for_a_minute_goes_on_and_others_do_its_work_meanwhile()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var stalled = scenario.Start("a");
        var other = scenario.Start("b");
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        await stalled.PauseAsync();
        await Task.Delay(TimeSpan.FromSeconds(30));
        await scenario.AllGoOnAsync("while an instance is paused");
        await Task.Delay(TimeSpan.FromSeconds(30));
        await stalled.ResumeAsync();
        await Eventually.Async(() => stalled.IsRunning && stalled.Health.Contains("ready Healthy", StringComparison.Ordinal), "it has come back");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(stalled.IsRunning && other.IsRunning);
    }

    [KafkaTheory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)] // longer than a transaction lasts
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task A_method_that_takes_15_seconds_costs_nothing_but_time(ProcessingGuarantee guarantee)
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers, guarantee);
        var program = scenario.Start("a");
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        await scenario.StopFeedingAsync();
        scenario.Send("block 15");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(program.IsRunning);
    }

    [KafkaFact]
    public async Task A_method_that_takes_longer_than_the_poll_interval_is_named_and_its_tasks_go_to_another_instance()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var slow = scenario.Start("a", settings: "--GenStreams:Consumer:max.poll.interval.ms=8000");
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        scenario.Send("block once for ever");
        await Eventually.Async(() => slow.Health.Contains("Stuck", StringComparison.Ordinal), $"health says that it is stuck:\n{slow.Health}", TimeSpan.FromSeconds(90));
        Assert.Contains("Obey", slow.Health, StringComparison.Ordinal);
        var other = scenario.Start("b", settings: "--GenStreams:Consumer:max.poll.interval.ms=8000");
        await scenario.AllGoOnAsync("from another instance", TimeSpan.FromSeconds(90));
        await scenario.AssertAllIsCountedAsync();
        Assert.True(other.IsRunning);
    }

    [KafkaFact]
    public async Task A_thread_that_is_blocked_for_ever_is_replaced_in_the_same_process()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var program = scenario.Start("a", settings: ["--GenStreams:Threads=2", "--GenStreams:Consumer:max.poll.interval.ms=8000"]);
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        scenario.Send("block once for ever");
        await scenario.AssertAllIsCountedAsync(TimeSpan.FromSeconds(120));
        Assert.True(program.IsRunning);
    }
}
