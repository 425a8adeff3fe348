using System.Diagnostics;

namespace GenStreams.EndToEnd.Comparison;

/// <summary>The scripts that start a broker, load a workload, run Kafka Streams on it, and watch a program from outside.</summary>
internal sealed class KafkaTools(string folder)
{
    private readonly string _kafka = Tool(folder, "kafka");
    private readonly string _peer = Tool(folder, Path.Combine("peer", "peer"));

    /// <summary>The script that runs Kafka Streams.</summary>
    public string PeerPath => _peer;

    public string Kafka(params string[] arguments) => Run(_kafka, arguments, []);

    /// <summary>Starts the broker with settings of its own.</summary>
    public string StartKafka(string settings) => Run(_kafka, ["start"], new() { ["KAFKA_EXTRA"] = settings });

    public string Peer(string bootstrap, string? streamsOptions, params string[] arguments) =>
        Run(_peer, arguments, new()
        {
            ["BOOTSTRAP"] = bootstrap,
            ["STREAMS_OPTS"] = streamsOptions,
            ["TOOL_OPTS"] = "-Xmx1500m -Dlimit=3600", // tables of millions of keys, and seconds that a program may take
        });

    private static string Tool(string folder, string name)
    {
        string path = Path.GetFullPath(Path.Combine(folder, name));
        return File.Exists(path) ? path : throw new ArgumentException($"There is no {path}: --kafka names the folder of the broker and its peer.");
    }

    private static string Run(string file, string[] arguments, Dictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true };
        foreach (var (variable, value) in environment.Where(entry => entry.Value is not null))
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }
}
