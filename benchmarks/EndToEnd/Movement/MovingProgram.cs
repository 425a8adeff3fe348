using System.Diagnostics;
using System.Globalization;
using GenStreams.EndToEnd.Comparison;

namespace GenStreams.EndToEnd.Movement;

/// <summary>A program of which several instances run: how to start one. Both are given the same guarantee, session timeout and commit interval.</summary>
internal abstract class MovingProgram(string name, string group, string bootstrap, int standbys)
{
    /// <summary>What a session lasts, for both: the time after which the group gives the work of a dead instance to others.</summary>
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(6);

    protected const int CommitMilliseconds = 100;

    public string Name => name;

    public string Group => group;

    protected string Bootstrap => bootstrap;

    protected int Standbys => standbys;

    /// <summary>Starts an instance.</summary>
    /// <param name="instance">Its name.</param>
    /// <param name="log">The file that takes what it prints.</param>
    public Process Start(string instance, string log)
    {
        var command = Command(instance);
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", "exec \"$@\" >\"$0\" 2>&1", log } };
        foreach (string argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (variable, value) in command.Environment)
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }

    protected abstract (List<string> Arguments, Dictionary<string, string> Environment) Command(string instance);
}

/// <summary>This program, with the workload <c>count</c>.</summary>
internal sealed class MovingGenStreams(string bootstrap, int standbys) : MovingProgram("GenStreams", "genstreams-moving", bootstrap, standbys)
{
    protected override (List<string> Arguments, Dictionary<string, string> Environment) Command(string instance)
    {
        List<string> arguments =
        [
            Environment.ProcessPath!, "run", "count", "--bootstrap", Bootstrap, "--group", Group, "--exactly-once", "--cache", "0",
            "--commit", CommitMilliseconds.ToString(CultureInfo.InvariantCulture), "--set", $"InstanceId={instance}",
            "--set", $"Consumer:session.timeout.ms={SessionTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}",
        ];
        if (Standbys > 0)
        {
            arguments.AddRange(["--set", $"StandbyReplicas={Standbys.ToString(CultureInfo.InvariantCulture)}"]);
        }

        return (arguments, []);
    }
}

/// <summary>Kafka Streams with the same workload, from <c>peer/src/Peer.java</c>.</summary>
internal sealed class MovingKafkaStreams(string bootstrap, int standbys, KafkaTools tools, string states)
    : MovingProgram("Kafka Streams", "kafka-streams-moving", bootstrap, standbys)
{
    protected override (List<string> Arguments, Dictionary<string, string> Environment) Command(string instance)
    {
        string state = Path.Combine(states, instance);
        Directory.CreateDirectory(state);
        string options = string.Create(
            CultureInfo.InvariantCulture,
            $"-Deos=true -Dcache=0 -Dcommit={CommitMilliseconds} -Dstate={state} -Dset=num.standby.replicas={Standbys}");
        return ([tools.PeerPath, "run", "count", Group], new() { ["BOOTSTRAP"] = Bootstrap, ["STREAMS_OPTS"] = options, ["HEAP"] = "-Xmx512m" });
    }
}
