using System.Globalization;
using GenStreams.Kafka.Tests.Topologies;
using Microsoft.Extensions.DependencyInjection;

namespace GenStreams.Kafka.Tests;

/// <summary>An operator that throws behind a store that has changed: exactly once, the change is taken back.</summary>
[Collection(BrokerCollection.Name)]
public sealed class RollbackTests(TestBroker broker)
{
    private const int Keys = 20;

    [KafkaTheory]
    [InlineData(0)] // each change goes on at once
    [InlineData(10 << 20)] // the record cache forwards at commits
    public async Task A_replaced_thread_counts_each_record_once(long cache)
    {
        var client = new BrokerClient(broker.BootstrapServers);
        await client.CreateTopicsAsync(2, "keys", "key-counts");
        var records = Enumerable.Range(0, 50 * Keys).Select(i => ((string?)$"k{(i % Keys).ToString(CultureInfo.InvariantCulture)}", (string?)"x")).ToList();
        var fault = new Fault();
        using var host = TestApplication.Host<KeyCount>(
            broker,
            TestApplication.NewId("rollback"),
            options =>
            {
                options.ProcessingGuarantee = ProcessingGuarantee.ExactlyOnce;
                options.OnThreadFailure = ThreadFailurePolicy.ReplaceThread;
                options.CacheMaxBytes = cache;
            },
            services => services.AddSingleton(fault));
        await host.StartAsync();
        var counts = host.Services.GetRequiredService<KeyCount>().Counts;
        client.Produce("keys", records);
        await TestApplication.EventuallyAsync(host, () => client.LastValues("key-counts").Values.Sum() == records.Count, "the first half is committed");

        fault.StrikeAfter(Keys / 2);
        client.Produce("keys", records);
        await TestApplication.EventuallyAsync(host, () => client.LastValues("key-counts").Values.Sum() >= 2 * records.Count, "the second half is committed");
        Assert.True(fault.HasStruck);
        Assert.Equal(2 * records.Count, TestApplication.Total(counts));
        await host.StopAsync();
        Assert.All(client.LastValues("key-counts").Values, count => Assert.Equal(100, count));
    }
}
