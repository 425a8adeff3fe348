using GenStreams.EndToEnd;
using GenStreams.EndToEnd.Comparison;
using GenStreams.EndToEnd.Movement;
using GenStreams.EndToEnd.State;

// run WORKLOAD --bootstrap HOST:PORT --group NAME [--threads N] [--cache BYTES] [--commit MS] [--exactly-once] [--rocksdb BYTES] [--set NAME=VALUE]...
// peer WORKLOAD [RECORDS] [--kafka FOLDER] [--cache BYTES] [--exactly-once] [--threads N]
// rebalance [--kafka FOLDER]
// takeover [--kafka FOLDER] [--standbys N]
// restart [KEYS] [--kafka FOLDER]
// large [KEYS] [--kafka FOLDER] [--rocksdb BYTES]
// queries [RECORDS] [--kafka FOLDER] [--readers N]
try
{
    var arguments = Arguments.Parse(args);
    return arguments.Command switch
    {
        "run" => await WorkloadRunner.RunAsync(arguments),
        "peer" => await PeerComparison.RunAsync(arguments),
        "rebalance" => await MovementComparison.RebalanceAsync(arguments),
        "takeover" => await MovementComparison.TakeoverAsync(arguments),
        "restart" => await RestartComparison.RunAsync(arguments),
        "large" => await LargeComparison.RunAsync(arguments),
        "queries" => await QueryMeasuring.RunAsync(arguments),
        _ => throw new ArgumentException($"There is no command '{arguments.Command}': run, peer, rebalance, takeover, restart, large or queries."),
    };
}
catch (ArgumentException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
