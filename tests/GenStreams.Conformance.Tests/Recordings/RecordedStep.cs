using System.Text.Json;

namespace GenStreams.Conformance.Tests.Recordings;

/// <summary>A record in, or an advance of the wall clock, and what came of it.</summary>
/// <param name="Input">The record; null when the clock was advanced.</param>
/// <param name="AdvanceMilliseconds">By how much the clock was advanced.</param>
/// <param name="Output">What came out.</param>
/// <param name="Error">The message with which the topology ended; null when it went on.</param>
internal sealed record RecordedStep(RecordedRecord? Input, long AdvanceMilliseconds, IReadOnlyList<RecordedRecord> Output, string? Error)
{
    public static RecordedStep Read(JsonElement step) => new(
        step.TryGetProperty("in", out var input) ? RecordedRecord.Read(input) : null,
        step.TryGetProperty("advance", out var advance) ? advance.GetInt64() : 0,
        [.. step.GetProperty("out").EnumerateArray().Select(RecordedRecord.Read)],
        step.TryGetProperty("error", out var error) ? error.GetString() : null);

    public override string ToString() => Input is null ? $"advance by {AdvanceMilliseconds} ms" : Input.ToString();
}
