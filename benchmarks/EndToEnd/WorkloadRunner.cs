using GenStreams.EndToEnd.Workloads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenStreams.EndToEnd;

/// <summary>Runs a workload until it is told to stop, as a user's worker would.</summary>
internal static class WorkloadRunner
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(arguments.Settings);
        var streams = builder.Services.AddGenStreams(builder.Configuration, options => Configure(options, arguments));
        _ = arguments.Workload switch
        {
            "map" => streams.AddTopology<Map>(),
            "count" => streams.AddTopology<Count>(),
            "keys" => streams.AddTopology<Keys>(),
            "words" => streams.AddTopology<Words>(),
            "hop" => streams.AddTopology<Hop>(),
            "session" => streams.AddTopology<Sessions>(),
            "enrich" => streams.AddTopology<Enrich>(),
            "join" => streams.AddTopology<Join>(),
            var other => throw new ArgumentException($"There is no workload '{other}': map, count, keys, words, enrich, hop, session or join."),
        };
        using var host = builder.Build();
        await host.RunAsync();
        return 0;
    }

    private static void Configure(GenStreamsOptions options, Arguments arguments)
    {
        options.BootstrapServers = arguments.Bootstrap ?? throw new ArgumentException("--bootstrap HOST:PORT is missing.");
        options.ApplicationId = arguments.Group ?? throw new ArgumentException("--group NAME is missing.");
        options.Threads = arguments.Threads;
        options.CommitInterval = TimeSpan.FromMilliseconds(arguments.CommitMilliseconds ?? 500);
        options.ProcessingGuarantee = arguments.ExactlyOnce ? ProcessingGuarantee.ExactlyOnce : ProcessingGuarantee.AtLeastOnce;
        if (arguments.RocksDb is { } memory)
        {
            options.UseRocksDb(rocksDb => rocksDb.MemoryBudget = memory);
        }

        if (arguments.Cache is { } cache)
        {
            options.CacheMaxBytes = cache;
        }
    }
}
