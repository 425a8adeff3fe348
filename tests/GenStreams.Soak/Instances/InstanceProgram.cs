using GenStreams.Soak.Application;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenStreams.Soak.Instances;

/// <summary>An instance of the application, as a user's worker would run it. It ends with the process that started it.</summary>
internal static class InstanceProgram
{
    public static async Task RunAsync(string[] arguments)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddCommandLine(arguments);
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None); // see TellHealthAsync
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        builder.Services.AddGenStreams(builder.Configuration.GetSection("GenStreams")).AddTopology<SoakTopology>();
        builder.Services.AddHealthChecks().AddGenStreams();
        using var host = builder.Build();
        _ = Task.Run(EndWithParent);
        _ = Task.Run(() => TellHealthAsync(host.Services.GetRequiredService<HealthCheckService>()));
        await host.RunAsync();
    }

    // Its standard input is a pipe of the soak's: the end of the soak, by whatever, is the end of the pipe.
    private static void EndWithParent()
    {
        while (Console.In.Read() >= 0)
        {
        }

        Environment.Exit(3);
    }

    /// <summary>Says each change of health, so that it can be held against what really was.</summary>
    private static async Task TellHealthAsync(HealthCheckService health)
    {
        string last = "";
        while (true)
        {
            var report = await health.CheckHealthAsync();
            string now = string.Join("; ", report.Entries.Select(entry => $"{entry.Key} {entry.Value.Status} ({entry.Value.Description})"));
            if (now != last)
            {
                Console.WriteLine($"{SoakLog.Time(DateTime.UtcNow)} health: {last = now}");
            }

            await Task.Delay(200);
        }
    }
}
