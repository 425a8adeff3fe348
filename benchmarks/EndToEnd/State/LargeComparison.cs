using System.Globalization;
using GenStreams.EndToEnd.Comparison;

namespace GenStreams.EndToEnd.State;

/// <summary>Counts more keys than fit into the memory that state may use, in RocksDB: GenStreams and Kafka Streams one after the other on one broker.</summary>
internal static class LargeComparison
{
    private const int DefaultKeys = 20_000_000;
    private const long DefaultMemory = 256L << 20;
    private const int Partitions = 4;
    private const int Times = 2;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int keys = (int)(arguments.Records ?? DefaultKeys);
        long memory = arguments.RocksDb ?? DefaultMemory;
        var tools = new KafkaTools(arguments.Kafka);
        string bootstrap = tools.Kafka("start");
        try
        {
            CreateTopic(tools, "count-in");
            CreateTopic(tools, "count-out");
            Console.WriteLine($"-- loading {keys.ToString("N0", CultureInfo.InvariantCulture)} keys, each {Times} times");
            using (var input = new NumberedInput(bootstrap, "count-in", keys))
            {
                input.SendAll(Times);
            }

            PeerComparison.WarmUp(bootstrap, "count-out");
            var (ours, isOursRight) = Measure(tools, bootstrap, StatefulProgram.GenStreams("rocksdb", "count", bootstrap, arguments.ExactlyOnce, memory), keys);
            tools.Kafka("topics", "--delete", "--topic", "count-out");
            CreateTopic(tools, "count-out");
            var (theirs, isTheirsRight) = Measure(tools, bootstrap, StatefulProgram.KafkaStreams(tools, "count", bootstrap, arguments.ExactlyOnce), keys);
            var result = new LargeResult(keys, memory >> 20, ours, theirs, theirs.CpuMicrosPerRecord / ours.CpuMicrosPerRecord, isOursRight && isTheirsRight);
            Console.WriteLine($"-- records per CPU second: {StateReport.Text(result.RatioOfRecordsPerCpuSecond)} times Kafka Streams'");
            await StateReport.SaveAsync("large", result, StateJson.Default.LargeResult);
            return result.EqualTables ? 0 : 1;
        }
        finally
        {
            tools.Kafka("stop");
        }
    }

    private static void CreateTopic(KafkaTools tools, string topic) =>
        tools.Kafka("topics", "--create", "--topic", topic, "--partitions", $"{Partitions}", "--replication-factor", "1");

    private static (Measurement Measured, bool IsRight) Measure(KafkaTools tools, string bootstrap, StatefulProgram program, int keys)
    {
        string folder = Directory.CreateTempSubdirectory("large").FullName;
        Console.WriteLine($"-- {program.Name}");
        using var process = program.Start(folder, "large");
        Measurement measured;
        try
        {
            measured = PeerComparison.Parse(
                tools.Peer(bootstrap, null, "watch", program.GroupOf("large"), process.Id.ToString(CultureInfo.InvariantCulture), "count-in"));
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
            Directory.Delete(folder, recursive: true);
        }

        bool isRight = Array.TrueForAll(NumberedTable.Read(bootstrap, "count-out", Partitions, keys), count => count == Times);
        Console.WriteLine(
            $"   {StateReport.Text(measured.RecordsPerSecondAfterFirstCommit)} records/s, {StateReport.Text(1_000_000 / measured.CpuMicrosPerRecord)} per CPU second, "
            + $"peak {measured.PeakRssMiB} MiB; the counts are {(isRight ? "right" : "WRONG")}");
        return (measured, isRight);
    }
}
