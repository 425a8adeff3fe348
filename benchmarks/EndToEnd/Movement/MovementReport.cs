using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GenStreams.EndToEnd.Movement;

/// <summary>Prints what was seen of two programs, and writes it down.</summary>
internal static class MovementReport
{
    public static async Task TellAsync(RebalanceComparison result)
    {
        var (ours, theirs) = (result.GenStreams, result.KafkaStreams);
        Heading("a third instance joins two", ours.RecordsPerSecond, theirs.RecordsPerSecond);
        Row("partitions that moved", ours.PartitionsThatMoved, theirs.PartitionsThatMoved);
        Row("longest gap before, s", ours.SecondsWithoutEvent, theirs.SecondsWithoutEvent);
        Row("longest gap of those that stayed, s", ours.SecondsOfStayed, theirs.SecondsOfStayed, result.RatioOfStayed);
        Row("longest gap of those that moved, s", ours.SecondsOfMoved, theirs.SecondsOfMoved, result.RatioOfMoved);
        await SaveAsync("rebalance", result, MovementJson.Default.RebalanceComparison);
    }

    public static async Task TellAsync(TakeoverComparison result)
    {
        var (ours, theirs) = (result.GenStreams, result.KafkaStreams);
        Heading($"one of two is killed, {result.Standbys.ToString(CultureInfo.InvariantCulture)} standby", ours.RecordsPerSecond, theirs.RecordsPerSecond);
        Row("partitions of the killed one", ours.PartitionsOfTheKilled, theirs.PartitionsOfTheKilled);
        Row("until all go on, s", ours.SecondsToAll, theirs.SecondsToAll);
        Row("beyond the session timeout, s", ours.SecondsBeyondSession, theirs.SecondsBeyondSession, result.RatioBeyondSession);
        await SaveAsync("takeover", result, MovementJson.Default.TakeoverComparison);
    }

    private static void Heading(string what, int[] ours, int[] theirs)
    {
        Console.WriteLine();
        Console.WriteLine("  results per second, from ten seconds before");
        Console.WriteLine($"    GenStreams    {string.Join(' ', ours)}");
        Console.WriteLine($"    Kafka Streams {string.Join(' ', theirs)}");
        Console.WriteLine($"  {what,-40}{"GenStreams",14}{"Kafka Streams",16}{"ratio",10}");
    }

    private static void Row(string name, double ours, double theirs, double? ratio = null) =>
        Console.WriteLine($"  {name,-40}{Text(ours),14}{Text(theirs),16}{(ratio is { } r ? Text(r) : ""),10}");

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static async Task SaveAsync<T>(string name, T result, JsonTypeInfo<T> type)
    {
        string file = Path.Combine("artifacts", "bench", $"{name}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(result, type));
        Console.WriteLine($"-- {file}");
    }
}
