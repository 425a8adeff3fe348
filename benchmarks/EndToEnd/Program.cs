using GenStreams.EndToEnd;
using GenStreams.EndToEnd.Comparison;

// run WORKLOAD --bootstrap HOST:PORT --group NAME [--threads N] [--cache BYTES] [--exactly-once]
// peer WORKLOAD [RECORDS] [--kafka FOLDER] [--cache BYTES] [--exactly-once] [--threads N]
try
{
    var arguments = Arguments.Parse(args);
    return arguments.Command switch
    {
        "run" => await WorkloadRunner.RunAsync(arguments),
        "peer" => await PeerComparison.RunAsync(arguments),
        _ => throw new ArgumentException($"There is no command '{arguments.Command}': run or peer."),
    };
}
catch (ArgumentException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
