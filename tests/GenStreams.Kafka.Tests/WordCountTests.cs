using GenStreams.Samples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GenStreams.Kafka.Tests;

[Collection(BrokerCollection.Name)]
public sealed class WordCountTests(TestBroker broker)
{
    [KafkaFact]
    public async Task Word_count_comes_to_the_counts_of_an_independent_count()
    {
        var client = new BrokerClient(broker.BootstrapServers);
        await client.CreateTopicsAsync(4, "wordcount-input", "wordcount-output");
        var lines = SampleTexts.Lines();
        client.Produce("wordcount-input", lines.Select(line => ((string?)null, (string?)line)));
        var expected = IndependentCount.Of(lines);

        using var host = Host(TestApplication.NewId("wordcount"), threads: 2);
        await host.StartAsync();
        var counts = host.Services.GetRequiredService<WordCount>().Counts;
        await TestApplication.EventuallyAsync(host, () => TestApplication.Total(counts) == expected.Values.Sum(), "all words are counted");
        await host.StopAsync();

        Assert.Equal(expected, client.LastValues("wordcount-output"));
    }

    [KafkaFact]
    public async Task Counts_go_on_where_a_stopped_application_left_them()
    {
        var client = new BrokerClient(broker.BootstrapServers);
        await client.CreateTopicsAsync(4, "wordcount-input", "wordcount-output");
        string application = TestApplication.NewId("wordcount");
        string[] lines = ["one two three", "two three", "three"];
        for (int round = 1; round <= 2; round++)
        {
            client.Produce("wordcount-input", lines.Select(line => ((string?)null, (string?)line)));
            using var host = Host(application, threads: 1);
            await host.StartAsync();
            var counts = host.Services.GetRequiredService<WordCount>().Counts;
            await TestApplication.EventuallyAsync(host, () => TestApplication.Total(counts) == 6 * round, $"the words of round {round} are counted");
            await host.StopAsync();
        }

        Assert.Equal(new Dictionary<string, long> { ["one"] = 2, ["two"] = 4, ["three"] = 6 }, client.LastValues("wordcount-output"));
    }

    [KafkaFact]
    public async Task A_second_instance_takes_over_a_part_and_gives_it_back()
    {
        var client = new BrokerClient(broker.BootstrapServers);
        await client.CreateTopicsAsync(4, "wordcount-input", "wordcount-output");
        string application = TestApplication.NewId("wordcount");
        var lines = SampleTexts.Lines().Take(500).ToList();
        var records = lines.ConvertAll(line => ((string?)null, (string?)line));
        using var first = Host(application, threads: 1);
        await first.StartAsync();
        client.Produce("wordcount-input", records);
        using (var second = Host(application, threads: 1))
        {
            await second.StartAsync();
            client.Produce("wordcount-input", records);
            var both = new[] { first, second }.Select(host => host.Services.GetRequiredService<WordCount>().Counts).ToArray();
            long expected = 2 * IndependentCount.Of(lines).Values.Sum();
            await TestApplication.EventuallyAsync(first, () => both.Sum(TestApplication.Total) == expected && TestApplication.Total(both[1]) > 0, "both instances together have all counts");
            await second.StopAsync();
        }

        client.Produce("wordcount-input", records);
        var counts = first.Services.GetRequiredService<WordCount>().Counts;
        await TestApplication.EventuallyAsync(first, () => TestApplication.Total(counts) == 3 * IndependentCount.Of(lines).Values.Sum(), "the first instance has all counts");
        await first.StopAsync();
        Assert.Equal(IndependentCount.Of([.. lines, .. lines, .. lines]), client.LastValues("wordcount-output"));
    }

    private IHost Host(string application, int threads) =>
        TestApplication.Host<WordCount>(broker, application, options => options.Threads = threads);
}
