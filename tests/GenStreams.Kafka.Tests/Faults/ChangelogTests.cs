namespace GenStreams.Kafka.Tests.Faults;

/// <summary>Somebody does something to a changelog. What is lost by it is told, never passed over.</summary>
[Collection(BrokerCollection.Name)]
public sealed class ChangelogTests(TestBroker broker)
{
    [KafkaFact]
    public async Task A_changelog_that_is_gone_while_the_group_has_offsets_is_an_error_that_says_what_is_lost()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        await RunOnceAsync(scenario);
        await scenario.Client.DeleteTopicsAsync(Changelog(scenario));
        var second = scenario.Start("a");
        await Eventually.Async(() => second.HasEnded, $"it has ended:\n{second.Output}");
        Assert.Contains(Changelog(scenario), second.Output, StringComparison.Ordinal);
        Assert.Contains("lost", second.Output, StringComparison.Ordinal);
        Assert.False(scenario.Client.Exists(Changelog(scenario)), "It was made anew, empty, as if nothing were lost.");
    }

    [KafkaFact]
    public async Task A_changelog_that_is_deleted_while_it_is_written_is_named()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        var program = scenario.Start("a");
        scenario.Feed();
        await scenario.AllGoOnAsync("before");
        await scenario.Client.DeleteTopicsAsync(Changelog(scenario));
        await Eventually.Async(
            () => program.Output.Split('\n').Any(line => IsTrouble(line) && line.Contains(Changelog(scenario), StringComparison.Ordinal)),
            $"the log names the changelog:\n{program.Output}");
    }

    [KafkaFact]
    public async Task A_changelog_that_is_not_compacted_is_named_at_the_start()
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        await RunOnceAsync(scenario);
        await scenario.Client.AlterTopicAsync(Changelog(scenario), "cleanup.policy", "delete");
        var second = scenario.Start("a");
        await Eventually.Async(
            () => second.Output.Split('\n').Any(line => line.Contains(Changelog(scenario), StringComparison.Ordinal) && line.Contains("cleanup.policy", StringComparison.Ordinal)),
            $"the log names the changelog and the setting:\n{second.Output}");
    }

    private static string Changelog(FaultScenario scenario) => $"{scenario.Application}-totals-changelog";

    private static bool IsTrouble(string line) =>
        line.Contains("warn:", StringComparison.Ordinal) || line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal);

    private static async Task RunOnceAsync(FaultScenario scenario)
    {
        using var first = scenario.Start("a");
        scenario.SendAll(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow);
        await scenario.AllIsCountedAsync(first);
        Assert.Equal(0, await first.StopAsync());
    }
}
