using GenStreams.Conformance.Tests.Recordings;

namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Processors, punctuation, timestamp extractors.</summary>
internal static class ProcessorScenarios
{
    private const string EachForItself = "each task is punctuated for itself: by its own stream time, and not in the order of all keys";

    private const string StreamTime = "windows close by the stream time of a task, which another partition's records do not move";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of<ProcessNamedChildren>("process-named-children"),
        Scenario.Of<ProcessPunctuateWallClock>("process-punctuate-wall-clock", needsOnePartition: EachForItself),
        Scenario.Of<ProcessPunctuateStreamTime>("process-punctuate-stream-time", needsOnePartition: EachForItself),
        Scenario.Of<TimeExtractor>("time-extractor", RecordFormat.TimeWindow(10_000), StreamTime),
        Scenario.Of<TimeExtractorSkips>("time-extractor-skips"),
    ];
}
