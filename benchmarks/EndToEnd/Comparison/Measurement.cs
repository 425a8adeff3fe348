using System.Text.Json.Serialization;

namespace GenStreams.EndToEnd.Comparison;

/// <summary>What the watcher saw of a program that worked through a workload.</summary>
internal sealed record Measurement
{
    public required string Group { get; init; }

    public required long Records { get; init; }

    public required double SecondsFromStart { get; init; }

    public required double SecondsToFirstCommit { get; init; }

    public required double RecordsPerSecondFromStart { get; init; }

    public required double RecordsPerSecondAfterFirstCommit { get; init; }

    public required double CpuSeconds { get; init; }

    public required double CpuMicrosPerRecord { get; init; }

    public required long PeakRssMiB { get; init; }
}

/// <summary>Two programs on one workload, as it is written to <c>artifacts/bench</c>.</summary>
internal sealed record ComparisonResult(string Workload, long Records, Measurement GenStreams, Measurement KafkaStreams, bool? EqualTables);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Measurement))]
[JsonSerializable(typeof(ComparisonResult))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
