using System.Diagnostics;
using System.Globalization;

namespace GenStreams.Tests.Cluster;

/// <summary>
/// One or three brokers of Apache Kafka on this machine, from the folder beside the repository, which can be made to fail. KAFKA_SCRIPT names
/// another script to start them with; KAFKA_DIR and KAFKA_PORT say where they run, so that runs on one machine do not meet.
/// </summary>
internal sealed class KafkaCluster : IDisposable
{
    // Short, so that many faults fit into a minute: sessions of Kafka 4's group protocol are the broker's setting, and it looks for
    // transactions that have timed out every ten seconds by default.
    private const string Settings =
        "group.consumer.min.session.timeout.ms=6000;group.consumer.session.timeout.ms=6000;" +
        "group.consumer.min.heartbeat.interval.ms=1000;group.consumer.heartbeat.interval.ms=2000;" +
        "transaction.abort.timed.out.transaction.cleanup.interval.ms=1000";

    private static readonly string? Script = FindScript();

    private readonly string _folder;
    private readonly string _port;
    private int _restarts;

    /// <summary>Starts the brokers; what an earlier run left behind is removed first.</summary>
    /// <param name="brokers">1 or 3.</param>
    /// <param name="name">Where they run when KAFKA_DIR does not say it.</param>
    /// <param name="place">Which of several clusters of a run: sets it apart from the others, by folder and ports.</param>
    public KafkaCluster(int brokers, string name, int place = 0)
    {
        Brokers = brokers;
        string suffix = place == 0 ? "" : $"-{place.ToString(CultureInfo.InvariantCulture)}";
        _folder = (Setting("KAFKA_DIR") ?? Path.Combine(Path.GetTempPath(), name)) + suffix;
        _port = (int.Parse(Setting("KAFKA_PORT") ?? "29392", CultureInfo.InvariantCulture) + (place * 10)).ToString(CultureInfo.InvariantCulture);
        Run("stop");
        BootstrapServers = Run("start", brokers.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Why no broker can be started here; null when one can.</summary>
    public static string? MissingBecause { get; } =
        Script is null ? "no broker: there is no Apache Kafka in the folder beside the repository"
        : HasJava() ? null
        : "no Java runtime to start the broker with: install one";

    /// <summary>The folder of the libraries of Kafka, Kafka Streams among them; null when it is not here.</summary>
    public static string? Libraries { get; } =
        Script is not null && Path.Combine(Path.GetDirectoryName(Script)!, "libs") is var folder && Directory.Exists(folder) ? folder : null;

    public int Brokers { get; }

    public string BootstrapServers { get; }

    /// <summary>SIGKILL: the broker writes nothing more and says goodbye to nobody.</summary>
    public void Kill(int broker) => Run("kill", Text(broker));

    /// <summary>Stops a broker cleanly, if it runs, and starts it on the data that it has; returns when it is ready.</summary>
    public void Restart(int broker)
    {
        // The script begins the log anew.
        string log = Path.Combine(_folder, $"node-{Text(broker)}", "server.log");
        File.Copy(log, $"{log}.{Text(Interlocked.Increment(ref _restarts))}");
        Run("restart", Text(broker));
    }

    /// <summary>Starts all brokers again at once: one of several is not ready before the others are there.</summary>
    public void RestartAll() => Parallel.For(1, Brokers + 1, Restart);

    /// <summary>SIGSTOP: connections stay, and nothing is answered.</summary>
    public void Pause(int broker) => Run("pause", Text(broker));

    /// <summary>Ends a pause.</summary>
    public void Resume(int broker) => Run("resume", Text(broker));

    /// <summary>Runs one of the tools of the broker: <c>topics</c>, <c>configs</c>, ...</summary>
    /// <returns>What it printed.</returns>
    public string Run(params string[] command)
    {
        var start = new ProcessStartInfo(Script!, command) { RedirectStandardOutput = true };
        start.Environment["KAFKA_DIR"] = _folder;
        start.Environment["KAFKA_PORT"] = _port;
        start.Environment["KAFKA_EXTRA"] = Settings;
        start.Environment.TryAdd("KAFKA_HEAP", "-Xms256m -Xmx384m");
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"kafka {command[0]} ended with {process.ExitCode}: {output}");
    }

    /// <summary>Keeps the logs of the brokers.</summary>
    public void CopyLogs(string folder)
    {
        foreach (string log in Directory.GetFiles(_folder, "server.log*", SearchOption.AllDirectories))
        {
            File.Copy(log, Path.Combine(folder, $"{Path.GetFileName(Path.GetDirectoryName(log))}-{Path.GetFileName(log)}"), overwrite: true);
        }
    }

    public void Dispose() => Run("stop");

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string Text(int broker) => broker.ToString(CultureInfo.InvariantCulture);

    private static string? FindScript()
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
}
