using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Confluent.Kafka;

namespace GenStreams.EndToEnd.Comparison;

/// <summary>Runs GenStreams and Kafka Streams one after the other on one broker, under one watcher, and compares.</summary>
internal static class PeerComparison
{
    // Where two topics are joined, the order in which they are read decides: only these come to the same table.
    private static readonly string[] Deterministic = ["map", "count", "keys", "words", "hop", "session"];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        string workload = arguments.Workload;
        long records = arguments.Records ?? DefaultRecords(workload);
        var tools = new KafkaTools(arguments.Kafka);
        Console.WriteLine("-- starting a broker");
        string bootstrap = tools.Kafka("start");
        try
        {
            Console.WriteLine($"-- loading {records.ToString("N0", CultureInfo.InvariantCulture)} records");
            tools.Peer(bootstrap, null, "load", workload, records.ToString(CultureInfo.InvariantCulture));

            WarmUp(bootstrap, $"{workload}-out");

            Console.WriteLine("-- GenStreams");
            var ours = RunGenStreams(tools, bootstrap, arguments);
            string[] ourTable = Table(tools, bootstrap, workload);
            EmptyOutput(tools, workload);

            Console.WriteLine("-- Kafka Streams");
            var theirs = Parse(tools.Peer(bootstrap, StreamsOptions(arguments), "bench", workload));
            string[] theirTable = Table(tools, bootstrap, workload);

            bool? equal = Deterministic.Contains(workload) ? ourTable.SequenceEqual(theirTable) : null;
            var result = new ComparisonResult(workload, records, ours, theirs, equal);
            ComparisonReport.Print(result, ourTable.Length, theirTable.Length);
            await SaveAsync(result);
            return equal == false ? 1 : 0;
        }
        finally
        {
            tools.Kafka("stop");
        }
    }

    /// <summary>As many as take Kafka Streams some ten seconds.</summary>
    private static long DefaultRecords(string workload) => workload switch
    {
        "words" => 300_000,
        "hop" => 500_000,
        "session" => 300_000,
        "join" => 600_000,
        _ => 2_000_000,
    };

    /// <summary>Lets the broker make what it makes for the first group ever, its topic of offsets, so that neither program waits for that.</summary>
    public static void WarmUp(string bootstrap, string topic)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = bootstrap, GroupId = "warm-up" }).Build();
        consumer.Commit([new TopicPartitionOffset(topic, 0, 0)]);
    }

    private static Measurement RunGenStreams(KafkaTools tools, string bootstrap, Arguments arguments)
    {
        string group = $"genstreams-{arguments.Workload}-{Environment.ProcessId}";
        using var program = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ProgramArguments(arguments, bootstrap, group)))!;
        try
        {
            string topics = tools.Peer(bootstrap, null, "topics", arguments.Workload, group);
            string pid = program.Id.ToString(CultureInfo.InvariantCulture);
            return Parse(tools.Peer(bootstrap, null, ["watch", group, pid, .. topics.Split(' ')]));
        }
        finally
        {
            program.Kill();
            program.WaitForExit();
        }
    }

    private static List<string> ProgramArguments(Arguments arguments, string bootstrap, string group)
    {
        List<string> list = ["run", arguments.Workload, "--bootstrap", bootstrap, "--group", group,
            "--threads", arguments.Threads.ToString(CultureInfo.InvariantCulture)];
        if (arguments.Cache is { } cache)
        {
            list.AddRange(["--cache", cache.ToString(CultureInfo.InvariantCulture)]);
        }

        if (arguments.ExactlyOnce)
        {
            list.Add("--exactly-once");
        }

        return list;
    }

    private static string StreamsOptions(Arguments arguments)
    {
        string cache = arguments.Cache is { } bytes ? string.Create(CultureInfo.InvariantCulture, $" -Dcache={bytes}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"-Dthreads={arguments.Threads} -Deos={(arguments.ExactlyOnce ? "true" : "false")}{cache}");
    }

    private static string[] Table(KafkaTools tools, string bootstrap, string workload)
    {
        string file = Path.GetTempFileName();
        try
        {
            tools.Peer(bootstrap, null, "table", $"{workload}-out", file);
            return File.ReadAllLines(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Makes the output topic anew, so that the second program's table is its own.</summary>
    private static void EmptyOutput(KafkaTools tools, string workload)
    {
        tools.Kafka("topics", "--delete", "--topic", $"{workload}-out");
        tools.Kafka("topics", "--create", "--topic", $"{workload}-out", "--partitions", "4", "--replication-factor", "1");
    }

    /// <summary>What the watcher has said.</summary>
    public static Measurement Parse(string json) =>
        JsonSerializer.Deserialize(json.Split('\n')[^1], ComparisonJson.Default.Measurement)
            ?? throw new InvalidOperationException($"The watcher said nothing: {json}");

    private static async Task SaveAsync(ComparisonResult result)
    {
        string file = Path.Combine("artifacts", "bench", $"peer-{result.Workload}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(result, ComparisonJson.Default.ComparisonResult));
        Console.WriteLine($"-- {file}");
    }
}
