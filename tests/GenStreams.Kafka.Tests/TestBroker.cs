using System.Diagnostics;

namespace GenStreams.Kafka.Tests;

/// <summary>
/// The broker of these tests: the one that GENSTREAMS_BOOTSTRAP names, else Apache Kafka from the folder beside the repository, started
/// for the run and stopped after it. KAFKA_SCRIPT names another script to start it with; KAFKA_DIR and KAFKA_PORT say where it runs, so that
/// runs on one machine do not meet.
/// </summary>
public sealed class TestBroker : IDisposable
{
    private static readonly string Port = Setting("KAFKA_PORT") ?? "29392";
    private static readonly string Folder = Setting("KAFKA_DIR") ?? Path.Combine(Path.GetTempPath(), "genstreams-kafka-tests");
    private readonly string? _script;

    public TestBroker()
    {
        if (Setting("GENSTREAMS_BOOTSTRAP") is { } named)
        {
            BootstrapServers = named;
        }
        else if (Script is { } script)
        {
            _script = script;
            Run(script, "stop"); // what an earlier run left behind
            BootstrapServers = Run(script, "start");
        }
        else
        {
            BootstrapServers = ""; // every test is skipped
        }
    }

    public string BootstrapServers { get; }

    /// <summary>Why tests on a broker cannot run here; null when they can.</summary>
    public static string? MissingBecause { get; } =
        Setting("GENSTREAMS_BOOTSTRAP") is not null ? null
        : Script is null ? "no broker: set GENSTREAMS_BOOTSTRAP, for example after 'docker compose up -d --wait'"
        : HasJava() ? null
        : "no Java runtime to start the broker with: install one, or set GENSTREAMS_BOOTSTRAP";

    /// <summary>Why the broker cannot be restarted; null when it can.</summary>
    public static string? NotRestartableBecause { get; } =
        MissingBecause ?? (Setting("GENSTREAMS_BOOTSTRAP") is null ? null : "the broker that GENSTREAMS_BOOTSTRAP names is not ours to restart");

    private static string? Script
    {
        get
        {
            if (Setting("KAFKA_SCRIPT") is { } named)
            {
                return named;
            }

            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "GenStreams.sln")))
                {
                    string script = Path.Combine(folder.FullName, "..", "shared", "kafka", "kafka");
                    return File.Exists(script) ? Path.GetFullPath(script) : null;
                }
            }

            return null;
        }
    }

    /// <summary>Stops the broker cleanly and starts it again with what it has stored.</summary>
    public void Restart() => Run(_script!, "restart", "1");

    /// <summary>Lets the broker hang: connections stay, and nothing is answered.</summary>
    public async Task HangAsync(TimeSpan time)
    {
        Run(_script!, "pause", "1");
        try
        {
            await Task.Delay(time);
        }
        finally
        {
            Run(_script!, "resume", "1");
        }
    }

    public void Dispose()
    {
        if (_script is not null)
        {
            Run(_script, "stop");
        }
    }

    private static bool HasJava()
    {
        try
        {
            using var java = Process.Start(new ProcessStartInfo("java", "-version") { RedirectStandardError = true })!;
            java.StandardError.ReadToEnd();
            java.WaitForExit();
            return java.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string Run(string script, params string[] command)
    {
        var start = new ProcessStartInfo(script, command) { RedirectStandardOutput = true };
        start.Environment["KAFKA_DIR"] = Folder;
        start.Environment["KAFKA_PORT"] = Port;
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"kafka {command[0]} ended with {process.ExitCode}: {output}");
    }
}

[CollectionDefinition(Name)]
public sealed class BrokerCollection : ICollectionFixture<TestBroker>
{
    public const string Name = "broker";
}
