using System.Diagnostics;
using System.Globalization;
using GenStreams.EndToEnd.Comparison;

namespace GenStreams.EndToEnd.State;

/// <summary>A program with state in a folder: how to start it. All are given the same guarantee and commit interval, and a place of their own in the group.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Engine">Where its state is.</param>
/// <param name="Command">What is run: the state folder is given.</param>
internal sealed record StatefulProgram(string Name, string Engine, StatefulProgram.Line Command)
{
    private const int CommitMilliseconds = 100;

    /// <summary>The command line and the environment.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="group">The group.</param>
    public delegate (List<string> Arguments, Dictionary<string, string> Environment) Line(string folder, string group);

    /// <summary>Its group in a run.</summary>
    public string GroupOf(string run) => $"{Name}-{Engine}-{run}".Replace(' ', '-').ToLowerInvariant();

    /// <summary>This program.</summary>
    /// <param name="engine">memory or rocksdb.</param>
    /// <param name="workload">What it works on.</param>
    /// <param name="bootstrap">The broker.</param>
    /// <param name="exactlyOnce">The guarantee.</param>
    /// <param name="memoryBudget">Bytes of memory for RocksDB.</param>
    public static StatefulProgram GenStreams(string engine, string workload, string bootstrap, bool exactlyOnce, long memoryBudget) => new("GenStreams", engine, (folder, group) =>
    {
        List<string> arguments =
        [
            Environment.ProcessPath!, "run", workload, "--bootstrap", bootstrap, "--group", group, "--cache", "0",
            "--commit", CommitMilliseconds.ToString(CultureInfo.InvariantCulture), "--set", $"StateDirectory={folder}",
        ];
        if (exactlyOnce)
        {
            arguments.Add("--exactly-once");
        }

        if (engine == "rocksdb")
        {
            arguments.AddRange(["--rocksdb", memoryBudget.ToString(CultureInfo.InvariantCulture)]);
        }

        return (arguments, []);
    });

    /// <summary>Kafka Streams with RocksDB, as a static member too.</summary>
    public static StatefulProgram KafkaStreams(KafkaTools tools, string workload, string bootstrap, bool exactlyOnce) => new("Kafka Streams", "rocksdb", (folder, group) =>
    {
        string options = string.Create(
            CultureInfo.InvariantCulture,
            $"-Deos={(exactlyOnce ? "true" : "false")} -Dcache=0 -Dcommit={CommitMilliseconds} -Dstate={folder} -Dset=group.instance.id=one");
        return ([tools.PeerPath, "run", workload, group], new() { ["BOOTSTRAP"] = bootstrap, ["STREAMS_OPTS"] = options, ["HEAP"] = "-Xmx1g" });
    });

    /// <summary>Starts it.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="run">The name of the run.</param>
    public Process Start(string folder, string run)
    {
        string logs = Path.GetFullPath(Path.Combine("artifacts", "bench", "logs"));
        Directory.CreateDirectory(logs);
        var (arguments, environment) = Command(folder, GroupOf(run));
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", "exec \"$@\" >>\"$0\" 2>&1", Path.Combine(logs, $"{GroupOf(run)}.log") } };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }
}
