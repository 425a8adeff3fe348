using System.Globalization;

namespace GenStreams.Testing.Tests.Topologies;

/// <summary>Readings that carry their time.</summary>
[Topology("meters")]
public partial class Meters
{
    private readonly long _unit = 1000;

    [Source("readings", TimestampExtractor = nameof(TimeOf), Timestamps = SourceTimestamps.UsePartitionTimeOnInvalid)]
    private partial Stream<string, string> Readings { get; }

    [Source("alarms", Timestamps = SourceTimestamps.WallClock)] private partial Stream<string, string> Alarms { get; }

    [Source("counts", TimestampExtractor = nameof(TimeOfCount))] private partial Table<string, int> Counts { get; }

    [Merge(nameof(Readings), nameof(Alarms)), Sink("out")] private partial Stream<string, string> All { get; }

    [ToStream(nameof(Counts)), Sink("out-counts")] private partial Stream<string, int> Changes { get; }

    private static long TimeOfCount(ReadOnlySpan<byte> key, int count) => count * key.Length;

    private long TimeOf(string key, string? reading, RecordContext context) =>
        reading is null ? -1 : long.Parse(reading, CultureInfo.InvariantCulture) * _unit + context.Offset;
}
