using System.Diagnostics;
using System.Globalization;
using GenStreams.EndToEnd.Comparison;

namespace GenStreams.EndToEnd.State;

/// <summary>
/// How long it takes from the start of a process that was killed under load until it processes again: with the state that it has kept, and from the
/// changelog alone. All programs on one broker, one after the other.
/// </summary>
internal static class RestartComparison
{
    private const int DefaultKeys = 10_000_000;
    private const int Partitions = 4;
    private const int PerSecond = 1200;
    private const long MemoryBudget = 256L << 20;

    private static readonly TimeSpan LoadBefore = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int keys = (int)(arguments.Records ?? DefaultKeys);
        var tools = new KafkaTools(arguments.Kafka);
        string bootstrap = tools.Kafka("start");
        try
        {
            foreach (string topic in new[] { "keys-in", "keys-out" })
            {
                tools.Kafka("topics", "--create", "--topic", topic, "--partitions", $"{Partitions}", "--replication-factor", "1");
            }

            Console.WriteLine($"-- loading {keys.ToString("N0", CultureInfo.InvariantCulture)} keys");
            using var input = new NumberedInput(bootstrap, "keys-in", keys);
            input.SendAll(times: 1);
            PeerComparison.WarmUp(bootstrap, "keys-out");
            var measured = new List<RestartMeasurement>();
            foreach (bool exactlyOnce in new[] { true, false })
            {
                StatefulProgram[] programs =
                [
                    StatefulProgram.GenStreams("memory", "keys", bootstrap, exactlyOnce, MemoryBudget),
                    StatefulProgram.GenStreams("rocksdb", "keys", bootstrap, exactlyOnce, MemoryBudget),
                    StatefulProgram.KafkaStreams(tools, "keys", bootstrap, exactlyOnce),
                ];
                foreach (var program in programs)
                {
                    measured.Add(await MeasureAsync(tools, bootstrap, program, input, keys, exactlyOnce));
                    Print(measured[^1]);
                }
            }

            await StateReport.SaveAsync("restart", new RestartResult(keys, measured, Ratios(measured)), StateJson.Default.RestartResult);
            return 0;
        }
        finally
        {
            tools.Kafka("stop");
        }
    }

    private static async Task<RestartMeasurement> MeasureAsync(
        KafkaTools tools, string bootstrap, StatefulProgram program, NumberedInput input, int keys, bool exactlyOnce)
    {
        string folder = Directory.CreateTempSubdirectory("restart").FullName;
        string guarantee = exactlyOnce ? "exactly-once" : "at-least-once";
        Console.WriteLine($"-- {program.Name}, {program.Engine}, {guarantee}");
        Process? process = null;
        using var stop = new CancellationTokenSource();
        var feeding = Task.CompletedTask;
        try
        {
            process = program.Start(folder, guarantee);
            tools.Peer(bootstrap, null, "watch", program.GroupOf(guarantee), process.Id.ToString(CultureInfo.InvariantCulture), "keys-in");
            feeding = input.RunAsync(PerSecond, stop.Token);
            await Task.Delay(LoadBefore);
            var (first, all, _) = await RestartAsync(bootstrap, program, guarantee, process, folder, () => { }, started => process = started);
            await Task.Delay(LoadBefore);
            var (_, fromChangelog, cpu) = await RestartAsync(
                bootstrap, program, guarantee, process, folder, () => Directory.Delete(folder, recursive: true), started => process = started);
            return new RestartMeasurement(program.Name, program.Engine, guarantee, first, all, fromChangelog, cpu, keys / cpu);
        }
        finally
        {
            await stop.CancelAsync();
            await feeding;
            Kill(process);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double First, double All, double Cpu)> RestartAsync(
        string bootstrap, StatefulProgram program, string guarantee, Process running, string folder, Action before, Action<Process> started)
    {
        Kill(running);
        before();
        using var watch = new ResumeWatch(bootstrap, "keys-out", Partitions);
        var process = program.Start(folder, guarantee);
        started(process);
        await watch.UntilAllAsync(Limit, process);
        return (watch.SecondsToFirst, watch.SecondsToAll, ProcessUsage.CpuSeconds(process));
    }

    private static void Kill(Process? process)
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }

        process?.Dispose();
    }

    private static List<RestartRatio> Ratios(List<RestartMeasurement> measured) =>
    [
        .. from ours in measured
           where ours.Program == "GenStreams"
           let theirs = measured.First(other => other.Program != "GenStreams" && other.Guarantee == ours.Guarantee)
           select new RestartRatio(
               ours.Engine, ours.Guarantee, ours.SecondsToAll / theirs.SecondsToAll, ours.RestoredPerCpuSecond / theirs.RestoredPerCpuSecond),
    ];

    private static void Print(RestartMeasurement run) => Console.WriteLine(
        $"   goes on after {StateReport.Text(run.SecondsToFirst)} to {StateReport.Text(run.SecondsToAll)} s; from the changelog alone after "
        + $"{StateReport.Text(run.ChangelogSecondsToAll)} s, {StateReport.Text(run.RestoredPerCpuSecond)} keys per CPU second");
}
