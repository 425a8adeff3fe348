using System.Diagnostics;
using System.Globalization;
using GenStreams.Kafka.Tests.Topologies;
using GenStreams.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenStreams.Kafka.Tests;

/// <summary>The tests as a program: an instance of a topology, that of the setting <c>topology</c>, which a test can kill.</summary>
internal static class Program
{
    /// <summary>Names a point of a commit, and how many are to be passed before the process kills itself there: <c>after-flush:5</c>.</summary>
    public const string KillAt = "GENSTREAMS_TEST_KILL_AT";

    private static void Main(string[] arguments)
    {
        if (Environment.GetEnvironmentVariable(KillAt) is { Length: > 0 } point)
        {
            KillItselfAt(point);
        }

        var builder = Host.CreateApplicationBuilder(arguments);
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None); // see TellHealthAsync
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        var streams = builder.Services.AddGenStreams(builder.Configuration.GetSection("GenStreams"));
        _ = builder.Configuration["topology"] switch
        {
            nameof(Counting) => streams.AddTopology<Counting>(),
            _ => streams.AddTopology<Enrichment>(),
        };
        builder.Services.AddHealthChecks().AddGenStreams();
        using var host = builder.Build();
        _ = Task.Run(EndWithParent);
        _ = Task.Run(() => TellHealthAsync(host.Services.GetRequiredService<HealthCheckService>()));
        host.Run();
    }

    // Its standard input is a pipe of the test's: the end of the test, by whatever, is the end of the pipe.
    private static void EndWithParent()
    {
        while (Console.In.Read() >= 0)
        {
        }

        Environment.Exit(3);
    }

    private static void KillItselfAt(string setting)
    {
        string[] parts = setting.Split(':');
        var wanted = parts[0] switch
        {
            "before-flush" => CommitPoint.BeforeFlush,
            "after-flush" => CommitPoint.AfterFlush,
            "after-offsets" => CommitPoint.AfterOffsets,
            "after-commit" => CommitPoint.AfterCommit,
            var other => throw new ArgumentException($"{KillAt}: there is no point '{other}'."),
        };
        int left = int.Parse(parts[1], CultureInfo.InvariantCulture);
        CommitProbe.At = point =>
        {
            if (point == wanted && Interlocked.Decrement(ref left) == 0)
            {
                Process.GetCurrentProcess().Kill();
            }
        };
    }

    /// <summary>Prints each change of health, for tests that ask whether it was true.</summary>
    private static async Task TellHealthAsync(HealthCheckService health)
    {
        string last = "";
        while (true)
        {
            var report = await health.CheckHealthAsync();
            string now = string.Join("; ", report.Entries.Select(entry => $"{entry.Key} {entry.Value.Status} ({entry.Value.Description})"));
            if (now != last)
            {
                Console.WriteLine($"health: {last = now}");
            }

            await Task.Delay(100);
        }
    }
}
