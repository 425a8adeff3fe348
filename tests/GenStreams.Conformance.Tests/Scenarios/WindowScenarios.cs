using GenStreams.Conformance.Tests.Recordings;

namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Tumbling and hopping windows, and cogroups.</summary>
internal static class WindowScenarios
{
    private static readonly RecordFormat OfFiveSeconds = RecordFormat.TimeWindow(5_000);

    private static readonly RecordFormat OfTenSeconds = RecordFormat.TimeWindow(10_000);

    private const string StreamTime = "Windows close by the stream time of a task, which another partition's records do not move.";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of<WindowTumblingCount>("window-tumbling-count", OfFiveSeconds, StreamTime),
        Scenario.Of<WindowTumblingGrace>("window-tumbling-grace", OfFiveSeconds, StreamTime),
        Scenario.Of<WindowHopping>("window-hopping", OfFiveSeconds, StreamTime),
        Scenario.Of<WindowHoppingGrace>("window-hopping-grace", OfTenSeconds, StreamTime, needsCaches: Scenario.DeletesOfAbsent),
        Scenario.Of<WindowHoppingNulls>("window-hopping-nulls", OfFiveSeconds, StreamTime),
        Scenario.Of<WindowTumblingOnClose>("window-tumbling-on-close", OfFiveSeconds, StreamTime),
        Scenario.Of<WindowHoppingOnClose>("window-hopping-on-close", RecordFormat.TimeWindow(6_000), StreamTime),
        Scenario.Of<AggregateCogroup>("aggregate-cogroup"),
        Scenario.Of<WindowCogroupTumbling>("window-cogroup-tumbling", OfFiveSeconds, StreamTime),
        Scenario.Of<WindowTopPerWindow>("window-top-per-window", needsOnePartition: StreamTime),
    ];
}
