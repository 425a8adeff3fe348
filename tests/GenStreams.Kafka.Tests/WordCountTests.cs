using System.Buffers.Binary;
using System.Text.RegularExpressions;
using GenStreams.Samples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenStreams.Kafka.Tests;

[Collection(BrokerCollection.Name)]
public sealed partial class WordCountTests(TestBroker broker)
{
    [KafkaFact]
    public async Task Word_count_comes_to_the_counts_of_an_independent_count()
    {
        var client = new BrokerClient(broker.BootstrapServers);
        await client.CreateTopicsAsync(4, "wordcount-input", "wordcount-output");
        var lines = SampleTexts.Lines();
        client.Produce("wordcount-input", lines.Select(line => ((string?)null, (string?)line)));
        var expected = IndependentCount(lines);

        using var host = Host("wordcount-" + Guid.NewGuid().ToString("N"), threads: 2);
        await host.StartAsync();
        var counts = host.Services.GetRequiredService<WordCount>().Counts;
        await Eventually.Async(() => Total(counts) == expected.Values.Sum(), "all words are counted");
        await host.StopAsync();

        Assert.Equal(expected, LastValues(client));
    }

    [KafkaFact]
    public async Task Counts_go_on_where_a_stopped_application_left_them()
    {
        var client = new BrokerClient(broker.BootstrapServers);
        await client.CreateTopicsAsync(4, "wordcount-input", "wordcount-output");
        string application = "wordcount-" + Guid.NewGuid().ToString("N");
        string[] lines = ["one two three", "two three", "three"];
        for (int round = 1; round <= 2; round++)
        {
            client.Produce("wordcount-input", lines.Select(line => ((string?)null, (string?)line)));
            using var host = Host(application, threads: 1);
            await host.StartAsync();
            var counts = host.Services.GetRequiredService<WordCount>().Counts;
            await Eventually.Async(() => Total(counts) == 6 * round, $"the words of round {round} are counted");
            await host.StopAsync();
        }

        Assert.Equal(new Dictionary<string, long> { ["one"] = 2, ["two"] = 4, ["three"] = 6 }, LastValues(client));
    }

    [KafkaFact]
    public async Task A_second_instance_takes_over_a_part_and_gives_it_back()
    {
        var client = new BrokerClient(broker.BootstrapServers);
        await client.CreateTopicsAsync(4, "wordcount-input", "wordcount-output");
        string application = "wordcount-" + Guid.NewGuid().ToString("N");
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
            long expected = 2 * IndependentCount(lines).Values.Sum();
            await Eventually.Async(() => both.Sum(Total) == expected && Total(both[1]) > 0, "both instances together have all counts");
            await second.StopAsync();
        }

        client.Produce("wordcount-input", records);
        var counts = first.Services.GetRequiredService<WordCount>().Counts;
        await Eventually.Async(() => Total(counts) == 3 * IndependentCount(lines).Values.Sum(), "the first instance has all counts");
        await first.StopAsync();
        Assert.Equal(IndependentCount([.. lines, .. lines, .. lines]), LastValues(client));
    }

    private IHost Host(string application, int threads)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddGenStreams(options =>
        {
            options.BootstrapServers = broker.BootstrapServers;
            options.ApplicationId = application;
            options.Threads = threads;
            options.CommitInterval = TimeSpan.FromMilliseconds(200);
        }).AddTopology<WordCount>();
        return builder.Build();
    }

    private static long Total(Table<string, long> counts)
    {
        try
        {
            return counts.All().Sum(entry => entry.Value);
        }
        catch (StoreNotReadyException)
        {
            return 0;
        }
    }

    private static Dictionary<string, long> LastValues(BrokerClient client)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var record in client.ReadAll("wordcount-output"))
        {
            last[record.Message.Key!] = BinaryPrimitives.ReadInt64BigEndian(record.Message.Value);
        }

        return last;
    }

    private static Dictionary<string, long> IndependentCount(IEnumerable<string> lines)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (Match word in lines.SelectMany(line => Word().Matches(line)))
        {
            string lower = word.Value.ToLowerInvariant();
            if (lower != "the")
            {
                counts[lower] = counts.GetValueOrDefault(lower) + 1;
            }
        }

        return counts;
    }

    [GeneratedRegex(@"[\p{L}']+")]
    private static partial Regex Word();
}
