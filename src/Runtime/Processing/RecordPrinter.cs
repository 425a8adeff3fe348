using System.Globalization;

namespace GenStreams.Processing;

/// <summary>Writes records to the console in the form of Kafka Streams' <c>print</c>; for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RecordPrinter
{
    /// <summary>Writes <c>[label]: key, value</c>; null as <c>null</c>.</summary>
    public static void Print<TKey, TValue>(string label, TKey key, TValue value) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{label}]: {Text(key)}, {Text(value)}"));

    /// <summary>Bytes that are not decoded, in hexadecimal; null as <c>null</c>.</summary>
    public static string? Hex(Bytes bytes) => bytes.IsNull ? null : Convert.ToHexStringLower(bytes.Span);

    private static string Text<T>(T value) =>
        value switch
        {
            null => "null",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "null",
        };
}
