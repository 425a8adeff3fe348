using System.Globalization;
using Confluent.Kafka;
using GenStreams.Kafka.Tests.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace GenStreams.Kafka.Tests;

[Collection(BrokerCollection.Name)]
public sealed class HealthTests(TestBroker broker)
{
    private readonly BrokerClient _client = new(broker.BootstrapServers);

    [KafkaFact]
    public async Task Ready_means_that_all_state_is_restored()
    {
        const int keys = 50_000;
        await _client.CreateTopicsAsync(2, "keys", "key-counts");
        _client.Produce("keys", Enumerable.Range(0, keys).Select(i => ((string?)i.ToString(CultureInfo.InvariantCulture), (string?)"x")));
        string application = TestApplication.NewId("health");
        using (var first = Host(application))
        {
            await first.StartAsync();
            var counts = first.Services.GetRequiredService<KeyCount>().Counts;
            await TestApplication.EventuallyAsync(first, () => TestApplication.Size(counts) == keys, "all keys are counted");
            await first.StopAsync();
        }

        using var second = Host(application);
        await second.StartAsync();
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(second, "ready"));
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(second, "live"));
        await Eventually.Async(async () => await StatusAsync(second, "ready") == HealthStatus.Healthy, "the topology is ready");
        Assert.Equal(keys, second.Services.GetRequiredService<KeyCount>().Counts.Count);
        await second.StopAsync();
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(second, "ready"));
    }

    [KafkaFact]
    public async Task A_failed_topology_is_not_alive_and_says_why()
    {
        await _client.CreateTopicsAsync(1, "numbers", "doubled");
        using var host = TestApplication.Host<Doubling>(
            broker,
            TestApplication.NewId("health"),
            options => options.OnThreadFailure = ThreadFailurePolicy.StopTopology,
            services => services.AddHealthChecks().AddGenStreams());
        await host.StartAsync();
        await Eventually.Async(async () => await StatusAsync(host, "ready") == HealthStatus.Healthy, "the topology is ready");
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(host, "live"));
        _client.Produce([(new TopicPartition("numbers", 0), new Message<string?, byte[]?> { Key = "a", Value = [1] })]);
        await Eventually.Async(async () => await StatusAsync(host, "live") == HealthStatus.Unhealthy, "the topology is dead");
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(host, "ready"));
        var live = await ReportAsync(host, "live");
        Assert.Contains("offset 0", Assert.IsType<StreamsException>(live.Exception).Message, StringComparison.Ordinal);
        await host.StopAsync();
    }

    private IHost Host(string application) => TestApplication.Host<KeyCount>(broker, application, services: services =>
    {
        services.AddSingleton<Fault>();
        services.AddHealthChecks().AddGenStreams();
    });

    private static async Task<HealthStatus> StatusAsync(IHost host, string tag) => (await ReportAsync(host, tag)).Status;

    private static async Task<HealthReportEntry> ReportAsync(IHost host, string tag) => Assert.Single(
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains(tag))).Entries).Value;
}
