using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GenStreams.Conformance.Tests.Recordings;

/// <summary>How keys and values stand in a recording.</summary>
internal sealed class RecordFormat
{
    private readonly Func<byte[], string> _key;
    private readonly Func<byte[], string> _value;

    private RecordFormat(Func<byte[], string> key, Func<byte[], string> value)
    {
        _key = key;
        _value = value;
    }

    /// <summary>As UTF-8 text.</summary>
    public static RecordFormat Text { get; } = new(Encoding.UTF8.GetString, Encoding.UTF8.GetString);

    /// <summary>As hexadecimal digits.</summary>
    public static RecordFormat Hex { get; } = new(Convert.ToHexStringLower, Convert.ToHexStringLower);

    /// <summary>As text with sessions: <c>key@start/end</c>.</summary>
    public static RecordFormat Session { get; } = new(
        key => Windowed(key.AsSpan(0, key.Length - 16), ReadTime(key.AsSpan(key.Length - 8)), ReadTime(key.AsSpan(key.Length - 16))),
        Encoding.UTF8.GetString);

    /// <summary>As text with windows of a size in milliseconds: <c>key@start/end</c>.</summary>
    public static RecordFormat TimeWindow(long size) => new(
        key => Windowed(key.AsSpan(0, key.Length - 8), ReadTime(key.AsSpan(key.Length - 8)), ReadTime(key.AsSpan(key.Length - 8)) + size),
        Encoding.UTF8.GetString);

    public string? ShowKey(byte[]? bytes) => bytes is null ? null : _key(bytes);

    public string? ShowValue(byte[]? bytes) => bytes is null ? null : _value(bytes);

    /// <summary>The bytes of an input, which are text in all recordings.</summary>
    public static byte[]? ReadInput(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private static string Windowed(ReadOnlySpan<byte> key, long start, long end) =>
        string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(key)}@{start}/{end}");

    private static long ReadTime(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64BigEndian(bytes);
}
