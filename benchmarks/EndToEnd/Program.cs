using GenStreams.EndToEnd;
using GenStreams.EndToEnd.Comparison;
using GenStreams.EndToEnd.Movement;

// run WORKLOAD --bootstrap HOST:PORT --group NAME [--threads N] [--cache BYTES] [--commit MS] [--exactly-once] [--set NAME=VALUE]...
// peer WORKLOAD [RECORDS] [--kafka FOLDER] [--cache BYTES] [--exactly-once] [--threads N]
// rebalance [--kafka FOLDER]
// takeover [--kafka FOLDER] [--standbys N]
try
{
    var arguments = Arguments.Parse(args);
    return arguments.Command switch
    {
        "run" => await WorkloadRunner.RunAsync(arguments),
        "peer" => await PeerComparison.RunAsync(arguments),
        "rebalance" => await MovementComparison.RebalanceAsync(arguments),
        "takeover" => await MovementComparison.TakeoverAsync(arguments),
        _ => throw new ArgumentException($"There is no command '{arguments.Command}': run, peer, rebalance or takeover."),
    };
}
catch (ArgumentException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
