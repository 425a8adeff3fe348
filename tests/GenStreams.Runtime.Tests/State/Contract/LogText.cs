using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State.Contract;

/// <summary>A changelog as lines of text, and as the records that it has.</summary>
internal sealed class LogText : IChangelog
{
    /// <summary>The records, and what else was noted.</summary>
    public List<string> Lines { get; } = [];

    public List<(byte[] Key, byte[]? Value, long Timestamp, byte[] Headers)> Records { get; } = [];

    public static string TextOf(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    public static string TextOf(Bytes bytes) => bytes.IsNull ? "null" : $"'{TextOf(bytes.Span)}'";

    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) => Add(key, value, timestamp, default);

    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp, RecordHeaders headers) =>
        Add(key, value, timestamp, headers.Encoded);

    /// <summary>Notes what else was seen.</summary>
    public void Note(string line) => Lines.Add(line);

    private void Add(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers)
    {
        Lines.Add($"{Convert.ToHexString(key)} {TextOf(value)} {timestamp} {TextOf(headers)}");
        Records.Add((key.ToArray(), value.IsNull ? null : value.Span.ToArray(), timestamp, headers.ToArray()));
    }
}
