using GenStreams.Kafka.Tests.Topologies;

namespace GenStreams.Kafka.Tests;

/// <summary>State that outlives the process.</summary>
[Collection(BrokerCollection.Name)]
public sealed class StateOnDiskTests(TestBroker broker) : IDisposable
{
    private const string Loaded = "Loaded the state of task";

    private readonly BrokerClient _client = new(broker.BootstrapServers);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("genstreams-state-");

    [KafkaTheory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public async Task After_a_kill_it_goes_on_from_what_is_on_disk(ProcessingGuarantee guarantee)
    {
        await _client.CreateTopicsAsync(2, Counting.Input, Counting.Output);
        string application = TestApplication.NewId("disk");
        string[] keys = [.. Enumerable.Range(0, 100).Select(i => $"key-{i}")];
        Produce(keys, times: 20);
        using (var first = Start(application, guarantee))
        {
            await Eventually.Async(
                async () => first.IsRunning && await _client.HasCommittedAllAsync(application, Counting.Input), "all is committed");
            Assert.DoesNotContain(Loaded, first.Output, StringComparison.Ordinal);
            await first.KillAsync();
        }

        Produce(keys, times: 1);
        using var second = Start(application, guarantee);
        await Eventually.Async(
            async () => second.IsRunning && await _client.HasCommittedAllAsync(application, Counting.Input), "the rest is committed");

        Assert.Contains(Loaded, second.Output, StringComparison.Ordinal);
        var counts = _client.LastValues(Counting.Output);
        Assert.Equal(keys.Order(StringComparer.Ordinal), counts.Keys.Order(StringComparer.Ordinal));
        Assert.All(counts.Values, count => Assert.Equal(21, count));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Produce(string[] keys, int times)
    {
        for (int i = 0; i < times; i++)
        {
            _client.Produce(Counting.Input, keys.Select(static key => ((string?)key, (string?)"value")));
        }
    }

    private TestProgram Start(string application, ProcessingGuarantee guarantee) => TestProgram.Own(
        broker.BootstrapServers, "--topology=Counting", $"--GenStreams:ApplicationId={application}",
        $"--GenStreams:ProcessingGuarantee={guarantee}", $"--GenStreams:StateDirectory={_folder.FullName}");
}
