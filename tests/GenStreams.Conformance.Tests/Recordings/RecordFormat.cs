using System.Text;

namespace GenStreams.Conformance.Tests.Recordings;

/// <summary>How keys and values stand in a recording.</summary>
internal sealed class RecordFormat
{
    private readonly Func<byte[], string> _show;

    private RecordFormat(Func<byte[], string> show) => _show = show;

    /// <summary>As UTF-8 text.</summary>
    public static RecordFormat Text { get; } = new(Encoding.UTF8.GetString);

    /// <summary>As hexadecimal digits.</summary>
    public static RecordFormat Hex { get; } = new(Convert.ToHexStringLower);

    public string? Show(byte[]? bytes) => bytes is null ? null : _show(bytes);

    /// <summary>The bytes of an input, which are text in all recordings.</summary>
    public static byte[]? ReadInput(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
