using System.Diagnostics;
using Confluent.Kafka;
using GenStreams.Testing.Tests.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenStreams.Testing.Tests;

/// <summary>Stream threads on the embedded broker do by themselves what is due without a record.</summary>
public sealed class IdleThreadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public async Task A_window_closes_and_a_punctuator_is_called_though_no_further_record_comes(ProcessingGuarantee guarantee)
    {
        using var broker = new EmbeddedBroker();
        foreach (string topic in new[] { "in", "closed", "beats" })
        {
            broker.CreateTopic(topic);
        }

        using var producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = broker.BootstrapServers }).Build();
        await producer.ProduceAsync("in", new Message<string, string> { Key = "a", Value = "1" });
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGenStreams(options =>
        {
            options.BootstrapServers = broker.BootstrapServers;
            options.ProcessingGuarantee = guarantee;
            options.CommitInterval = TimeSpan.FromMilliseconds(100);
            options.IdleStreamTime = TimeSpan.FromMilliseconds(200);
        }).AddTopology<Prompt>();
        using var host = builder.Build();
        await host.StartAsync();

        Assert.Equal("a", await Task.Run(() => FirstKey(broker, "beats")));
        Assert.Equal("a", (await Task.Run(() => FirstKey(broker, "closed")))[..1]);
        await host.StopAsync();
    }

    private static string FirstKey(EmbeddedBroker broker, string topic)
    {
        using var consumer = new ConsumerBuilder<string, byte[]>(new ConsumerConfig
        {
            BootstrapServers = broker.BootstrapServers,
            GroupId = "test",
            FetchWaitMaxMs = 5,
        }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience;)
        {
            if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } result)
            {
                return result.Message.Key;
            }
        }

        throw new TimeoutException($"Nothing came to '{topic}' in {Patience}.");
    }
}
