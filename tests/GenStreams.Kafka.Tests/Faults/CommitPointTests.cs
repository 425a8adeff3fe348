namespace GenStreams.Kafka.Tests.Faults;

/// <summary>A process that is killed at each point of a commit, and what the next one makes of it.</summary>
[Collection(BrokerCollection.Name)]
public sealed class CommitPointTests(TestBroker broker)
{
    [KafkaTheory]
    [InlineData("before-flush", ProcessingGuarantee.ExactlyOnce)]
    [InlineData("after-flush", ProcessingGuarantee.ExactlyOnce)]
    [InlineData("after-offsets", ProcessingGuarantee.ExactlyOnce)]
    [InlineData("after-commit", ProcessingGuarantee.ExactlyOnce)]
    [InlineData("before-flush", ProcessingGuarantee.AtLeastOnce)]
    [InlineData("after-flush", ProcessingGuarantee.AtLeastOnce)]
    [InlineData("after-commit", ProcessingGuarantee.AtLeastOnce)]
    public async Task Nothing_is_lost_or_done_twice_when_the_process_is_killed_there(string point, ProcessingGuarantee guarantee)
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers, guarantee);
        scenario.Feed();
        var killed = scenario.Start("a", killAt: $"{point}:8");
        await Eventually.Async(() => killed.HasEnded, $"it has killed itself:\n{killed.Output}");
        Assert.True(scenario.Results() > 0, "It had committed nothing yet, so there was nothing to do twice.");
        var next = scenario.Start("a");
        await scenario.AllGoOnAsync("after the kill");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(next.IsRunning);
    }

    /// <summary>The one who takes over is another, while the killed one's transaction is still open, and a third joins: what lost and doubled results.</summary>
    [KafkaTheory]
    [InlineData("before-flush")]
    [InlineData("after-flush")]
    [InlineData("after-offsets")]
    [InlineData("after-commit")]
    public async Task Nothing_is_lost_or_done_twice_when_others_take_over(string point)
    {
        await using var scenario = await FaultScenario.CreateAsync(broker.BootstrapServers);
        scenario.Feed();
        var killed = scenario.Start("a", killAt: $"{point}:25");
        var other = scenario.Start("b");
        await Eventually.Async(() => killed.HasEnded, $"it has killed itself:\n{killed.Output}");
        await Task.Delay(TimeSpan.FromSeconds(2));
        var third = scenario.Start("c");
        await scenario.AllGoOnAsync("after the kill");
        await scenario.AssertAllIsCountedAsync();
        Assert.True(other.IsRunning && third.IsRunning);
    }
}
