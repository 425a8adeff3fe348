using GenStreams.Conformance.Tests.Recordings;

namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Session and sliding windows.</summary>
internal static class SessionScenarios
{
    private const string StreamTime = "a record closes windows of its own partition only";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of<WindowSliding>("window-sliding", RecordFormat.TimeWindow(4_000), StreamTime),
        Scenario.Of<WindowSlidingDense>("window-sliding-dense", RecordFormat.TimeWindow(10_000), StreamTime),
        Scenario.Of<WindowSlidingOnClose>("window-sliding-on-close", RecordFormat.TimeWindow(4_000), StreamTime),
        Scenario.Of<WindowSessionCount>("window-session-count", RecordFormat.Session, StreamTime, needsCaches: Scenario.OldSessions),
        Scenario.Of<WindowSessionAggregate>("window-session-aggregate", RecordFormat.Session, StreamTime, needsCaches: Scenario.OldSessions),
        Scenario.Of<WindowSessionOnClose>("window-session-on-close", RecordFormat.Session, StreamTime),
        Scenario.Of<JoinSessionCountsResolved>("join-session-counts-resolved", needsOnePartition: StreamTime, needsCaches: Scenario.OldSessions),
    ];
}
