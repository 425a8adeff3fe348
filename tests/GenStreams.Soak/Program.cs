using GenStreams.Soak;
using GenStreams.Soak.Instances;
using GenStreams.Tests.Cluster;

// soak MINUTES ...      the test
// instance ...          one of the processes that it starts and kills
if (args is ["instance", ..])
{
    await InstanceProgram.RunAsync(args[1..]);
    return 0;
}

try
{
    var options = SoakOptions.Parse(args);
    if (KafkaCluster.MissingBecause is { } reason)
    {
        Console.WriteLine($"not run: {reason}");
        return 0;
    }

    return await SoakRun.RunAsync(options);
}
catch (ArgumentException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
