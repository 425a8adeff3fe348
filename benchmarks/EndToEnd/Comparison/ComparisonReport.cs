using System.Globalization;

namespace GenStreams.EndToEnd.Comparison;

/// <summary>Prints two measurements and their ratios.</summary>
internal static class ComparisonReport
{
    public static void Print(ComparisonResult result, int ourKeys, int theirKeys)
    {
        var ours = result.GenStreams;
        var theirs = result.KafkaStreams;
        Console.WriteLine();
        Row(result.Workload, "GenStreams", "Kafka Streams", "ratio");
        Row("records", ours.Records, theirs.Records, "");
        Row("records/s after first commit", ours.RecordsPerSecondAfterFirstCommit, theirs.RecordsPerSecondAfterFirstCommit,
            Times(ours.RecordsPerSecondAfterFirstCommit, theirs.RecordsPerSecondAfterFirstCommit));
        Row("records/s from start", ours.RecordsPerSecondFromStart, theirs.RecordsPerSecondFromStart,
            Times(ours.RecordsPerSecondFromStart, theirs.RecordsPerSecondFromStart));
        Row("records per CPU second", ours.Records / ours.CpuSeconds, theirs.Records / theirs.CpuSeconds,
            Times(ours.Records / ours.CpuSeconds, theirs.Records / theirs.CpuSeconds));
        Row("CPU µs/record", ours.CpuMicrosPerRecord, theirs.CpuMicrosPerRecord, Times(ours.CpuMicrosPerRecord, theirs.CpuMicrosPerRecord));
        Row("peak memory, MiB", ours.PeakRssMiB, theirs.PeakRssMiB, Times(ours.PeakRssMiB, theirs.PeakRssMiB));
        Row("seconds to first commit", ours.SecondsToFirstCommit, theirs.SecondsToFirstCommit,
            Times(ours.SecondsToFirstCommit, theirs.SecondsToFirstCommit));
        Row("keys in the final table", ourKeys, theirKeys, result.EqualTables switch { true => "equal", false => "DIFFERENT", null => "not compared" });
        Console.WriteLine();
    }

    private static void Row(string name, double ours, double theirs, string ratio) => Row(name, Format(ours), Format(theirs), ratio);

    private static void Row(string name, string ours, string theirs, string ratio) =>
        Console.WriteLine($"  {name,-30}{ours,16}{theirs,16}{ratio,14}");

    private static string Format(double value) => value.ToString(value >= 100 ? "N0" : "0.00", CultureInfo.InvariantCulture);

    private static string Times(double ours, double theirs) => (ours / theirs).ToString("0.00", CultureInfo.InvariantCulture) + " x";
}
