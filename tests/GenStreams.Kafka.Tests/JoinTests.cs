using System.Globalization;
using System.Text;
using GenStreams.Kafka.Tests.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GenStreams.Kafka.Tests;

/// <summary>Joined topics on several threads and instances.</summary>
[Collection(BrokerCollection.Name)]
public sealed class JoinTests(TestBroker broker)
{
    private const int Customers = 200;

    private readonly BrokerClient _client = new(broker.BootstrapServers);

    [KafkaFact]
    public async Task Partitions_of_a_killed_instance_are_taken_over_with_their_tables()
    {
        await _client.CreateTopicsAsync(4, "orders", "customers", "enriched");
        string application = TestApplication.NewId("join");
        _client.Produce("customers", Enumerable.Range(0, Customers).Select(i => ((string?)Customer(i), (string?)$"name {Customer(i)}")));
        using var host = TestApplication.Host<Enrichment>(broker, application, options => options.Threads = 2);
        await host.StartAsync();
        var table = host.Services.GetRequiredService<Enrichment>().Customers;
        await TestApplication.EventuallyAsync(host, () => TestApplication.Size(table) == Customers, "the first instance has all customers");
        using (var second = TestProgram.Own(
            broker.BootstrapServers, $"--GenStreams:ApplicationId={application}", "--GenStreams:Consumer:session.timeout.ms=6000"))
        {
            await TestApplication.EventuallyAsync(
                host, () => second.IsRunning && TestApplication.Size(table) is > 0 and < Customers, $"the second instance has a part:\n{second.Output}");
            await OrderAsync(host, round: 1);
            await Eventually.Async(() => _client.HasCommittedAllAsync(application, "orders", "customers"), "all is committed");
            await second.KillAsync();
        }

        await OrderAsync(host, round: 2);
        Assert.Equal(Customers, TestApplication.Size(table));
        await host.StopAsync();
    }

    private static string Customer(int number) => $"c{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Each customer orders once; each order must come out once, with the name of its customer.</summary>
    private async Task OrderAsync(IHost host, int round)
    {
        string order = $"order {round.ToString(CultureInfo.InvariantCulture)}";
        _client.Produce("orders", Enumerable.Range(0, Customers).Select(i => ((string?)Customer(i), (string?)order)));
        await TestApplication.EventuallyAsync(host, () => _client.ReadAll("enriched").Count >= round * Customers, $"the orders of round {round} are through");
        var enriched = _client.ReadAll("enriched")
            .Select(record => (record.Message.Key, Value: Encoding.UTF8.GetString(record.Message.Value!)))
            .Where(record => record.Value.StartsWith(order, StringComparison.Ordinal));
        Assert.Equal(
            Enumerable.Range(0, Customers).Select(i => ((string?)Customer(i), $"{order} of name {Customer(i)}")).Order(), enriched.Order());
    }
}
