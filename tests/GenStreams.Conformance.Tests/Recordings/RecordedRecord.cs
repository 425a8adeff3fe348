using System.Text.Json;

namespace GenStreams.Conformance.Tests.Recordings;

/// <summary>A record as it stands in a recording; in a wire recording key and value are hexadecimal.</summary>
internal sealed record RecordedRecord(string Topic, string? Key, string? Value, long Timestamp)
{
    /// <summary>The timestamp of a record that Kafka Streams gives none: the client then takes the wall clock's.</summary>
    public const long NoTimestamp = -1;

    public static RecordedRecord Read(JsonElement record) => new(
        record[0].GetString()!,
        record[1].GetString(),
        record[2].GetString(),
        record[3].ValueKind == JsonValueKind.Null ? NoTimestamp : record[3].GetInt64());

    public override string ToString() => $"[{Topic}, {Key ?? "null"}, {Value ?? "null"}, {Timestamp}]";
}
