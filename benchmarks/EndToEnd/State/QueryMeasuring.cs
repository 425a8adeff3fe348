using System.Globalization;
using GenStreams.EndToEnd.Comparison;
using GenStreams.EndToEnd.Workloads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenStreams.EndToEnd.State;

/// <summary>How much of its rate processing keeps while threads read the table in a loop, and how long reads take. In one process, as users read.</summary>
internal static class QueryMeasuring
{
    private const int DefaultRecords = 4_000_000;
    private const int DefaultReaders = 8;
    private const int Keys = 100_000;
    private const int Partitions = 4;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int times = (int)Math.Max(1, (arguments.Records ?? DefaultRecords) / Keys);
        int readers = arguments.Readers ?? DefaultReaders;
        var tools = new KafkaTools(arguments.Kafka);
        string bootstrap = tools.Kafka("start");
        try
        {
            foreach (string topic in new[] { "count-in", "count-out" })
            {
                tools.Kafka("topics", "--create", "--topic", topic, "--partitions", $"{Partitions}", "--replication-factor", "1");
            }

            Console.WriteLine($"-- loading {(times * (long)Keys).ToString("N0", CultureInfo.InvariantCulture)} records");
            using (var input = new NumberedInput(bootstrap, "count-in", Keys))
            {
                input.SendAll(times);
            }

            PeerComparison.WarmUp(bootstrap, "count-out");

            // The first run is compiled while it runs: it does not count.
            await MeasureAsync(tools, bootstrap, "warm-up", readers, []);
            var without = await MeasureAsync(tools, bootstrap, "without", readers: 0, []);
            var latencies = new List<ReadLatency>();
            var with = await MeasureAsync(tools, bootstrap, "with", readers, latencies);
            double ratio = with.RecordsPerSecondAfterFirstCommit / without.RecordsPerSecondAfterFirstCommit;
            Console.WriteLine($"-- {StateReport.Text(without.RecordsPerSecondAfterFirstCommit)} records/s without readers, "
                + $"{StateReport.Text(with.RecordsPerSecondAfterFirstCommit)} with {readers}: {StateReport.Text(ratio)} times");
            foreach (var latency in latencies)
            {
                Console.WriteLine($"   {latency.Kind}: {latency.Reads} reads, half in {StateReport.Text(latency.P50Micros)} µs, 99 % in {StateReport.Text(latency.P99Micros)} µs");
            }

            await StateReport.SaveAsync("queries", new QueryResult(readers, without, with, ratio, latencies), StateJson.Default.QueryResult);
            return 0;
        }
        finally
        {
            tools.Kafka("stop");
        }
    }

    private static async Task<Measurement> MeasureAsync(KafkaTools tools, string bootstrap, string run, int readers, List<ReadLatency> latencies)
    {
        Console.WriteLine($"-- {run}");
        string group = $"genstreams-queries-{run}";
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddGenStreams(options =>
        {
            options.BootstrapServers = bootstrap;
            options.ApplicationId = group;
            options.CommitInterval = TimeSpan.FromMilliseconds(500);
            options.StateDirectory = null;
            options.CacheMaxBytes = 0;
        }).AddTopology<Count>();
        using var host = builder.Build();
        var table = host.Services.GetRequiredService<Count>().Counts;
        using var stop = new CancellationTokenSource();
        var reading = Enumerable.Range(0, readers).Select(i => new TableReading(table, Keys, seed: i)).ToList();
        await host.StartAsync();
        var threads = reading.Select(reader => Task.Factory.StartNew(() => reader.Run(stop.Token), TaskCreationOptions.LongRunning)).ToList();
        string watched = await Task.Run(() => tools.Peer(
            bootstrap, null, "watch", group, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "count-in"));
        await stop.CancelAsync();
        await Task.WhenAll(threads);
        await host.StopAsync();
        latencies.AddRange(TableReading.LatenciesOf(reading));
        return PeerComparison.Parse(watched);
    }
}
