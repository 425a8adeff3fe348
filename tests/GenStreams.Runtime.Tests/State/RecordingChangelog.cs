using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

/// <summary>Keeps what a store appends.</summary>
internal sealed class RecordingChangelog : IChangelog
{
    public List<(byte[] Key, byte[]? Value, long Timestamp)> Records { get; } = [];

    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) =>
        Records.Add((key.ToArray(), value.IsNull ? null : value.Span.ToArray(), timestamp));

    public void ReplayInto(KeyValueBytesStore store)
    {
        foreach (var (key, value, timestamp) in Records)
        {
            store.Restore(key, value == null ? Bytes.Null : new Bytes(value), timestamp);
        }
    }
}
