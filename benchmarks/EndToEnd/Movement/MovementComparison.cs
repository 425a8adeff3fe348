using GenStreams.EndToEnd.Comparison;

namespace GenStreams.EndToEnd.Movement;

/// <summary>How long work stands still when it changes hands: GenStreams and Kafka Streams, one after the other, with the same input and settings.</summary>
internal static class MovementComparison
{
    private const int SecondsBefore = 10;
    private const int SecondsAfter = 30;

    public static async Task<int> RebalanceAsync(Arguments arguments)
    {
        var tools = new KafkaTools(arguments.Kafka);
        var ours = await RebalanceAsync(tools, run => new MovingGenStreams(run.Bootstrap, standbys: 0));
        var theirs = await RebalanceAsync(tools, run => new MovingKafkaStreams(run.Bootstrap, standbys: 0, tools, run.States));
        await MovementReport.TellAsync(new RebalanceComparison(
            ours, theirs, Ratio(ours.SecondsOfMoved, theirs.SecondsOfMoved), Ratio(ours.SecondsOfStayed, theirs.SecondsOfStayed)));
        return 0;
    }

    public static async Task<int> TakeoverAsync(Arguments arguments)
    {
        var tools = new KafkaTools(arguments.Kafka);
        int standbys = arguments.Standbys ?? 1;
        var ours = await TakeoverAsync(tools, run => new MovingGenStreams(run.Bootstrap, standbys));
        var theirs = await TakeoverAsync(tools, run => new MovingKafkaStreams(run.Bootstrap, standbys, tools, run.States));
        await MovementReport.TellAsync(new TakeoverComparison(
            standbys, MovingProgram.SessionTimeout.TotalSeconds, ours, theirs, Ratio(ours.SecondsBeyondSession, theirs.SecondsBeyondSession)));
        return 0;
    }

    private static async Task<RebalanceMeasurement> RebalanceAsync(KafkaTools tools, Func<MovementRun, MovingProgram> program)
    {
        using var run = new MovementRun(tools, program);
        Console.WriteLine($"-- {run.Program.Name}: two instances");
        await run.StartAsync();
        string[] before = await run.AssignmentAsync();
        double at = run.Watch.Now;
        double usual = Longest(run, Enumerable.Range(0, SteadyInput.Partitions), at - SecondsBefore);
        Console.WriteLine($"-- {run.Program.Name}: a third joins");
        run.Add("3");
        await run.UntilThirdHasWorkAsync();
        await Task.Delay(TimeSpan.FromSeconds(SecondsBefore));
        await run.UntilAllGoOnAsync();
        string[] after = await run.AssignmentAsync();
        var moved = Enumerable.Range(0, SteadyInput.Partitions).Where(partition => before[partition] != after[partition]).ToList();
        var stayed = Enumerable.Range(0, SteadyInput.Partitions).Except(moved).ToList();
        return new(
            run.Program.Name, run.Watch.PerSecond(at - SecondsBefore, (int)(run.Watch.Now - at) + SecondsBefore), moved.Count, stayed.Count, usual,
            Longest(run, moved, at), Longest(run, stayed, at));
    }

    private static async Task<TakeoverMeasurement> TakeoverAsync(KafkaTools tools, Func<MovementRun, MovingProgram> program)
    {
        using var run = new MovementRun(tools, program);
        Console.WriteLine($"-- {run.Program.Name}: two instances");
        await run.StartAsync();
        string[] before = await run.AssignmentAsync();
        double at = run.Watch.Now;
        Console.WriteLine($"-- {run.Program.Name}: one is killed");
        run.Kill();
        await Task.Delay(TimeSpan.FromSeconds(SecondsAfter));
        await run.UntilAllGoOnAsync();
        string[] after = await run.AssignmentAsync();
        var taken = Enumerable.Range(0, SteadyInput.Partitions).Where(partition => before[partition] != after[partition]).ToList();
        double all = taken.Count == 0 ? double.NaN : taken.Max(partition => run.Watch.GoesOnAt(partition, at)) - at;
        return new(
            run.Program.Name, run.Watch.PerSecond(at - SecondsBefore, SecondsBefore + SecondsAfter), taken.Count, all,
            all - MovingProgram.SessionTimeout.TotalSeconds);
    }

    /// <summary>Null where there is nothing to compare with.</summary>
    private static double? Ratio(double ours, double theirs) => double.IsFinite(ours / theirs) ? ours / theirs : null;

    private static double Longest(MovementRun run, IEnumerable<int> partitions, double after) =>
        partitions.Select(partition => run.Watch.LongestGap(partition, after)).DefaultIfEmpty().Max();
}
