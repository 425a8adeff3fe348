namespace GenStreams.Conformance.Tests.Recordings;

/// <summary>Where the recordings are: the folder that <c>CONFORMANCE_DIR</c> names, by default the project's own copy.</summary>
internal static class RecordingFolder
{
    private static readonly string Wire = Path.Combine(AppContext.BaseDirectory, "wire");

    private static readonly string Uncached = Path.Combine(AppContext.BaseDirectory, "uncached");

    private static readonly string Recorded = Environment.GetEnvironmentVariable("CONFORMANCE_DIR") is { Length: > 0 } given
        ? given
        : Path.Combine(AppContext.BaseDirectory, "recorded");

    /// <summary>The scenarios that were recorded.</summary>
    public static IReadOnlyList<string> Scenarios() => Directory.Exists(Recorded)
        ? [.. Directory.EnumerateDirectories(Recorded).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)]
        : throw new DirectoryNotFoundException(
            $"There are no recordings in '{Recorded}': CONFORMANCE_DIR must name a folder with one folder a scenario.");

    /// <summary>The seeds that there are of a scenario.</summary>
    public static IReadOnlyList<string> Seeds(string scenario) => JsonFiles(Path.Combine(Recorded, scenario));

    public static Recording Read(string scenario, string seed) => Recording.Read(Path.Combine(Recorded, scenario, seed + ".json"));

    /// <summary>The wire recording of a scenario, always of the project's own copy.</summary>
    public static Recording ReadWire(string scenario) => Recording.Read(Path.Combine(Wire, scenario + ".json"));

    /// <summary>The scenarios that have a wire recording: all of them.</summary>
    public static IReadOnlyList<string> WireScenarios() => JsonFiles(Wire);

    /// <summary>What a scenario whose record caches matter wrote without them.</summary>
    public static Recording ReadUncached(string scenario) => Recording.Read(Path.Combine(Uncached, scenario + ".json"));

    /// <summary>The scenarios that were recorded without record caches, too.</summary>
    public static IReadOnlyList<string> UncachedScenarios() => JsonFiles(Uncached);

    private static IReadOnlyList<string> JsonFiles(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
    ];
}
