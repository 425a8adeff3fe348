using System.Diagnostics;

namespace GenStreams.Kafka.Tests.Faults;

/// <summary>Instances that come, go and come back, where the group would wait 45 seconds for one that says nothing.</summary>
[Collection(BrokerCollection.Name)]
public sealed class MembershipTests(TestBroker broker)
{
    private static readonly TimeSpan Session = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan WithoutIt = TimeSpan.FromSeconds(20); // much less, with the start of a process in it

    [KafkaFact]
    public async Task Two_processes_with_all_defaults_work_side_by_side()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var first = scenario.Start(name: null);
        var second = scenario.Start(name: null);
        scenario.Feed();
        await scenario.AllGoOnAsync("at the start");
        await Task.Delay(TimeSpan.FromSeconds(5));
        await scenario.AllGoOnAsync("still");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(first.IsRunning && second.IsRunning);
        Assert.DoesNotContain("fence", scenario.Printed(), StringComparison.OrdinalIgnoreCase);
    }

    [RestartFact]
    public async Task A_killed_process_that_starts_again_is_back_in_its_tasks_at_once()
    {
        await using var scenario = await CreateAsync();
        using var first = Start(scenario, "a");
        var other = Start(scenario, "b");
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        await first.KillAsync();
        var clock = Stopwatch.StartNew();
        var again = Start(scenario, "a");
        await scenario.AllGoOnAsync("after the restart");
        Assert.True(clock.Elapsed < WithoutIt, $"It took {clock.Elapsed}:\n{scenario.Printed()}");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(other.IsRunning && again.IsRunning);
    }

    [RestartFact]
    public async Task A_graceful_stop_leaves_its_tasks_to_others_at_once()
    {
        await using var scenario = await CreateAsync();
        var first = Start(scenario, "a");
        var other = Start(scenario, "b");
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await first.StopAsync());
        await scenario.AllGoOnAsync("after the stop");
        Assert.True(clock.Elapsed < WithoutIt, $"It took {clock.Elapsed}:\n{scenario.Printed()}");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(other.IsRunning);
    }

    [KafkaFact]
    public async Task Scaling_up_and_down_loses_and_doubles_nothing()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var first = scenario.Start("a");
        scenario.Feed();
        await scenario.AllGoOnAsync("with one");
        var second = scenario.Start("b", settings: "--GenStreams:Threads=2");
        await scenario.AllGoOnAsync("with two");
        var third = scenario.Start("c");
        await scenario.AllGoOnAsync("with three");
        Assert.Equal(0, await first.StopAsync());
        await scenario.AllGoOnAsync("with two again");
        Assert.Equal(0, await second.StopAsync());
        await scenario.AllGoOnAsync("with one again");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(third.IsRunning);
    }

    private static TestProgram Start(FaultScenario scenario, string name) =>
        scenario.Start(name, settings: $"--GenStreams:Consumer:session.timeout.ms={Session.TotalMilliseconds}");

    /// <summary>In Kafka 4's group protocol the session timeout is the broker's; it can be set for one group.</summary>
    private async Task<FaultScenario> CreateAsync()
    {
        var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        broker.Cluster.Run(
            "configs", "--alter", "--entity-type", "groups", "--entity-name", scenario.Application,
            "--add-config", $"consumer.session.timeout.ms={Session.TotalMilliseconds}");
        return scenario;
    }
}
