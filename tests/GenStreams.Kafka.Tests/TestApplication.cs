using GenStreams.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenStreams.Kafka.Tests;

/// <summary>Makes hosts that run one topology, and reads their tables.</summary>
internal static class TestApplication
{
    /// <summary>A name that no earlier run had.</summary>
    public static string NewId(string name) => $"{name}-{Guid.NewGuid():N}";

    public static IHost Host<T>(TestBroker broker, string application, Action<GenStreamsOptions>? configure = null, Action<IServiceCollection>? services = null)
        where T : class, ITopology<T>
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton<LineRecorder>().AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LineRecorder>());
        services?.Invoke(builder.Services);
        builder.Services.AddGenStreams(options =>
        {
            options.BootstrapServers = broker.BootstrapServers;
            options.ApplicationId = application;
            options.CommitInterval = TimeSpan.FromMilliseconds(200);
            options.Consumer["session.timeout.ms"] = "6000";
            configure?.Invoke(options);
        }).AddTopology<T>();
        return builder.Build();
    }

    /// <summary>Runs a host that is to fail.</summary>
    /// <returns>Why it ended.</returns>
    public static async Task<StreamsException> FailureAsync(IHost host)
    {
        using (host)
        {
            return await Assert.ThrowsAsync<StreamsException>(() => host.RunAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        }
    }

    /// <summary>Waits for what an application brings about; fails at once, and says why, when the application fails.</summary>
    public static async Task EventuallyAsync(IHost host, Func<bool> condition, string what)
    {
        try
        {
            await Eventually.Async(
                () => host.Services.GetRequiredService<ITopologyStatus>().Failure is { } failure
                    ? throw new InvalidOperationException($"The application failed before it came about that {what}: {failure}")
                    : condition(),
                what);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException(
                $"{late.Message} The application's log:\n{string.Join('\n', host.Services.GetRequiredService<LineRecorder>().All.TakeLast(100))}", late);
        }
    }

    /// <summary>How many entries of a table are here; 0 while it cannot be read.</summary>
    public static long Size<TKey, TValue>(Table<TKey, TValue> table)
    {
        try
        {
            return table.Count;
        }
        catch (StoreNotReadyException)
        {
            return 0;
        }
    }

    /// <summary>The sum of a table of counts; 0 while it cannot be read.</summary>
    public static long Total(Table<string, long> counts)
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
}
