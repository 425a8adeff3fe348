using System.Diagnostics;
using GenStreams.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenStreams.Samples.Demo;

/// <summary>A demo of one topology: writes its records, waits until all that comes of them is processed, and shows what was written.</summary>
/// <typeparam name="T">The topology.</typeparam>
internal abstract class TopologyDemo<T> : Demo
    where T : class, ITopology<T>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Half an hour ago: event time begins here, so that a real broker does not take the records for expired.</summary>
    protected static DateTimeOffset Start { get; } = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(-30).ToUnixTimeSeconds() / 60 * 60);

    /// <summary>How many partitions its topics have.</summary>
    protected virtual int Partitions => 1;

    /// <summary>How many bytes record caches may hold back; none unless set, so that every update is to be seen.</summary>
    protected virtual long CacheMaxBytes => 0;

    /// <summary>The time between commits.</summary>
    protected virtual TimeSpan CommitInterval => TimeSpan.FromMilliseconds(200);

    /// <summary>How long the topology goes on when all is processed, for what the wall clock still does.</summary>
    protected virtual TimeSpan Linger => TimeSpan.Zero;

    /// <summary>Writes the demo's records.</summary>
    protected abstract void Write(DemoInput<T> input);

    /// <summary>Shows what came of them.</summary>
    protected abstract void Show(DemoResults<T> results, TextWriter output);

    /// <summary>Adds what the topology's constructor takes.</summary>
    protected virtual void AddServices(IServiceCollection services)
    {
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(string? bootstrapServers, TextWriter output)
    {
        using var broker = new DemoBroker(bootstrapServers);
        string application = $"{T.Descriptor.Name}-demo-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}";
        var topics = new DemoTopics(T.Descriptor, application);
        await broker.CreateTopicsAsync(Partitions, [.. topics.External]);
        var results = new DemoResults<T>(broker.BootstrapServers, topics.Written);

        await output.WriteLineAsync($"{About}{Environment.NewLine}");
        using var input = new DemoInput<T>(broker.BootstrapServers);
        Write(input);
        input.Flush();
        await output.WriteLineAsync($"{input.Count:N0} records are on {broker.Name}.");

        using var host = BuildHost(broker.BootstrapServers, application);
        await host.StartAsync();
        bool finished = await topics.ProcessedAsync(broker.BootstrapServers, Limit);
        await Task.Delay(finished ? Linger : TimeSpan.Zero);
        await host.StopAsync();
        if (!finished)
        {
            await output.WriteLineAsync($"They were not all processed within {Limit}.");
            return 1;
        }

        results.Read();
        Show(results, output);
        return 0;
    }

    private IHost BuildHost(string bootstrapServers, string application)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        AddServices(builder.Services);
        builder.Services.AddGenStreams(options =>
        {
            options.BootstrapServers = bootstrapServers;
            options.ApplicationId = application;
            options.CommitInterval = CommitInterval;
            options.CacheMaxBytes = CacheMaxBytes;
        }).AddTopology<T>();
        return builder.Build();
    }
}
