using System.Text.Json;

namespace GenStreams.Conformance.Tests.Recordings;

/// <summary>What Kafka Streams made of a scenario: the steps, in order.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Steps">What went in, and what came out.</param>
internal sealed record Recording(string Scenario, IReadOnlyList<RecordedStep> Steps)
{
    /// <summary>Reads a file of <c>recorded/scenario/seed.json</c>.</summary>
    public static Recording Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = json.RootElement;
        return new(root.GetProperty("scenario").GetString()!, [.. root.GetProperty("steps").EnumerateArray().Select(RecordedStep.Read)]);
    }
}
