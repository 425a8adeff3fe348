using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GenStreams.EndToEnd.Comparison;

namespace GenStreams.EndToEnd.State;

/// <summary>What was seen of a program that was killed under load and started again.</summary>
/// <param name="Program">Which.</param>
/// <param name="Engine">Where its state was.</param>
/// <param name="Guarantee">exactly-once or at-least-once.</param>
/// <param name="SecondsToFirst">From the start of the process until a partition had a result of a record that came after it.</param>
/// <param name="SecondsToAll">The same of all partitions.</param>
/// <param name="ChangelogSecondsToAll">The same without the state folder.</param>
/// <param name="ChangelogCpuSeconds">Seconds of CPU from the start until then.</param>
/// <param name="RestoredPerCpuSecond">Keys over these.</param>
internal sealed record RestartMeasurement(
    string Program, string Engine, string Guarantee, double SecondsToFirst, double SecondsToAll, double ChangelogSecondsToAll, double ChangelogCpuSeconds,
    double RestoredPerCpuSecond);

/// <summary>GenStreams over Kafka Streams.</summary>
/// <param name="Engine">GenStreams' engine.</param>
/// <param name="Guarantee">The guarantee of both.</param>
/// <param name="SecondsToAll">With what each has kept.</param>
/// <param name="RestoredPerCpuSecond">From the changelog alone.</param>
internal sealed record RestartRatio(string Engine, string Guarantee, double SecondsToAll, double RestoredPerCpuSecond);

/// <summary>What is written to <c>artifacts/bench/restart.json</c>.</summary>
internal sealed record RestartResult(int Keys, List<RestartMeasurement> Programs, List<RestartRatio> Ratios);

/// <summary>What is written to <c>artifacts/bench/large.json</c>.</summary>
/// <param name="Keys">How many keys were counted.</param>
/// <param name="StateMemoryMiB">What GenStreams' RocksDB may use; Kafka Streams has its own defaults: 98 MiB for each partition.</param>
/// <param name="GenStreams">One.</param>
/// <param name="KafkaStreams">The other.</param>
/// <param name="RatioOfRecordsPerCpuSecond">GenStreams over Kafka Streams.</param>
/// <param name="EqualTables">Whether both came to the right counts.</param>
internal sealed record LargeResult(
    int Keys, long StateMemoryMiB, Measurement GenStreams, Measurement KafkaStreams, double RatioOfRecordsPerCpuSecond, bool EqualTables);

/// <summary>How long reads of one kind took.</summary>
internal sealed record ReadLatency(string Kind, long Reads, double P50Micros, double P99Micros);

/// <summary>What is written to <c>artifacts/bench/queries.json</c>.</summary>
/// <param name="Readers">How many threads read in a loop.</param>
/// <param name="Without">Without them.</param>
/// <param name="With">With them.</param>
/// <param name="RatioOfRates">With over without, of records per second.</param>
/// <param name="Latencies">Of the reads.</param>
internal sealed record QueryResult(int Readers, Measurement Without, Measurement With, double RatioOfRates, List<ReadLatency> Latencies);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RestartResult))]
[JsonSerializable(typeof(LargeResult))]
[JsonSerializable(typeof(QueryResult))]
internal sealed partial class StateJson : JsonSerializerContext;

/// <summary>Prints rows, and writes results down.</summary>
internal static class StateReport
{
    public static string Text(double value) => value.ToString(value >= 1000 ? "N0" : "0.##", CultureInfo.InvariantCulture);

    public static async Task SaveAsync<T>(string name, T result, JsonTypeInfo<T> type)
    {
        string file = Path.Combine("artifacts", "bench", $"{name}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(result, type));
        Console.WriteLine($"-- {file}");
    }
}
