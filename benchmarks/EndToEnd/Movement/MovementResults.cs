using System.Text.Json.Serialization;

namespace GenStreams.EndToEnd.Movement;

/// <summary>What was seen of a program while a third instance joined two.</summary>
/// <param name="Program">Which.</param>
/// <param name="RecordsPerSecond">Results of each second, from ten before the third was started.</param>
/// <param name="PartitionsThatMoved">How many changed hands.</param>
/// <param name="PartitionsThatStayed">How many did not.</param>
/// <param name="SecondsWithoutEvent">The longest gap of any partition in the ten seconds before: what commits alone make.</param>
/// <param name="SecondsOfMoved">The longest gap of a partition that moved.</param>
/// <param name="SecondsOfStayed">The longest gap of a partition that stayed.</param>
internal sealed record RebalanceMeasurement(
    string Program, int[] RecordsPerSecond, int PartitionsThatMoved, int PartitionsThatStayed, double SecondsWithoutEvent, double SecondsOfMoved,
    double SecondsOfStayed);

/// <summary>Two programs while a third instance joined, as it is written to <c>artifacts/bench/rebalance.json</c>.</summary>
/// <param name="GenStreams">One.</param>
/// <param name="KafkaStreams">The other.</param>
/// <param name="RatioOfMoved">How long partitions that moved stood still: GenStreams over Kafka Streams.</param>
/// <param name="RatioOfStayed">The same of partitions that stayed.</param>
internal sealed record RebalanceComparison(RebalanceMeasurement GenStreams, RebalanceMeasurement KafkaStreams, double? RatioOfMoved, double? RatioOfStayed);

/// <summary>What was seen of a program when one of two instances was killed.</summary>
/// <param name="Program">Which.</param>
/// <param name="RecordsPerSecond">Results of each second, from ten before the kill.</param>
/// <param name="PartitionsOfTheKilled">How many it had.</param>
/// <param name="SecondsToAll">From the kill until all partitions had results again.</param>
/// <param name="SecondsBeyondSession">The same without the session timeout, which nobody can know of earlier.</param>
internal sealed record TakeoverMeasurement(
    string Program, int[] RecordsPerSecond, int PartitionsOfTheKilled, double SecondsToAll, double SecondsBeyondSession);

/// <summary>Two programs when one of two instances was killed, as it is written to <c>artifacts/bench/takeover.json</c>.</summary>
/// <param name="Standbys">How many warm copies each task had.</param>
/// <param name="SessionSeconds">The session timeout.</param>
/// <param name="GenStreams">One.</param>
/// <param name="KafkaStreams">The other.</param>
/// <param name="RatioBeyondSession">GenStreams over Kafka Streams.</param>
internal sealed record TakeoverComparison(
    int Standbys, double SessionSeconds, TakeoverMeasurement GenStreams, TakeoverMeasurement KafkaStreams, double? RatioBeyondSession);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RebalanceComparison))]
[JsonSerializable(typeof(TakeoverComparison))]
internal sealed partial class MovementJson : JsonSerializerContext;
