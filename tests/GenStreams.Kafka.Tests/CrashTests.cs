using GenStreams.Samples;

namespace GenStreams.Kafka.Tests;

/// <summary>A process that is killed in the middle of its work, and what the next one makes of it.</summary>
[Collection(BrokerCollection.Name)]
public sealed class CrashTests(TestBroker broker)
{
    private const string Input = "wordcount-input";
    private const string Output = "wordcount-output";

    private readonly BrokerClient _client = new(broker.BootstrapServers);

    [KafkaFact]
    public async Task At_least_once_nothing_is_lost_when_the_process_is_killed()
    {
        await _client.CreateTopicsAsync(4, Input, Output);
        string application = TestApplication.NewId("killed");
        var lines = await ProduceWhileKillingAsync(application, ProcessingGuarantee.AtLeastOnce);
        var counts = await FinishAsync(application, ProcessingGuarantee.AtLeastOnce, lines);
        var expected = IndependentCount.Of(lines);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), counts.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, word => Assert.InRange(counts[word.Key], word.Value, long.MaxValue));
    }

    [KafkaFact]
    public async Task At_least_once_nothing_is_doubled_when_all_was_committed_before_the_kill()
    {
        await _client.CreateTopicsAsync(4, Input, Output);
        string application = TestApplication.NewId("killed");
        var lines = SampleTexts.Lines().Take(2000).ToList();
        Produce(lines);
        using (var first = Start(application, ProcessingGuarantee.AtLeastOnce))
        {
            await Eventually.Async(
                async () => first.IsRunning && _client.Exists($"{application}-counts-repartition") &&
                    await _client.HasCommittedAllAsync(application, Input, $"{application}-counts-repartition"),
                "all is committed");
            await first.KillAsync();
        }

        var more = lines.Take(10).ToList();
        Produce(more);
        lines.AddRange(more);
        Assert.Equal(IndependentCount.Of(lines), await FinishAsync(application, ProcessingGuarantee.AtLeastOnce, lines));
    }

    [KafkaFact]
    public async Task Exactly_once_nothing_is_lost_or_doubled_when_the_process_is_killed()
    {
        await _client.CreateTopicsAsync(4, Input, Output);
        string application = TestApplication.NewId("killed");
        var lines = await ProduceWhileKillingAsync(application, ProcessingGuarantee.ExactlyOnce);
        lines.AddRange(await ProduceWhileKillingAsync(application, ProcessingGuarantee.ExactlyOnce));
        Assert.Equal(IndependentCount.Of(lines), await FinishAsync(application, ProcessingGuarantee.ExactlyOnce, lines));

        // A count that came twice would be the trace of work that was done twice.
        Assert.All(_client.ReadAll(Output).GroupBy(record => record.Message.Key), counts =>
        {
            var values = counts.Select(BrokerClient.Count).ToList();
            Assert.Equal(values.Distinct().Order(), values);
        });
    }

    /// <summary>Starts the worker, and kills it when it has written results and while its input goes on.</summary>
    private async Task<List<string>> ProduceWhileKillingAsync(string application, ProcessingGuarantee guarantee)
    {
        var texts = SampleTexts.Lines();
        var produced = new List<string>();
        int before = _client.ReadAll(Output).Count;
        using var program = Start(application, guarantee);
        using var killed = new CancellationTokenSource();
        var producing = Task.Run(async () =>
        {
            for (int i = 0; !killed.IsCancellationRequested; i = (i + 100) % (texts.Count - 100))
            {
                var lines = texts.Skip(i).Take(100).ToList();
                Produce(lines);
                produced.AddRange(lines);
                await Task.Yield();
            }
        });
        await Eventually.Async(() => program.IsRunning && _client.ReadAll(Output).Count > before, "the worker has written counts");
        await program.KillAsync();
        await killed.CancelAsync();
        await producing;
        return produced;
    }

    /// <summary>Lets the application run in this process until all lines are counted.</summary>
    private async Task<Dictionary<string, long>> FinishAsync(string application, ProcessingGuarantee guarantee, List<string> lines)
    {
        long expected = IndependentCount.Of(lines).Values.Sum();
        using var program = Start(application, guarantee);
        await Eventually.Async(
            () => program.IsRunning && _client.LastValues(Output).Values.Sum() >= expected, $"all words are counted:\n{program.Output}");
        Assert.Equal(0, await program.StopAsync());
        return _client.LastValues(Output);
    }

    private TestProgram Start(string application, ProcessingGuarantee guarantee) => TestProgram.Sample(
        "Worker",
        broker.BootstrapServers,
        $"--GenStreams:ApplicationId={application}",
        "--GenStreams:InstanceId=one",
        $"--GenStreams:ProcessingGuarantee={guarantee}",
        "--GenStreams:Consumer:session.timeout.ms=6000");

    private void Produce(IEnumerable<string> lines) => _client.Produce(Input, lines.Select(line => ((string?)null, (string?)line)));
}
