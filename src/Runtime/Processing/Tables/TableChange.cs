namespace GenStreams.Processing.Tables;

/// <summary>
/// Reads the values of a repartition topic behind a grouped table: a new value, an old one, or both, in Kafka Streams' format since 3.5
/// (KIP-904). The last byte tells what it is.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TableChange
{
    internal const byte OldOnly = 0;
    internal const byte NewOnly = 1;
    internal const byte Both = 2;

    // With a byte more, which says whether the change is the latest of its key; a grouped table only sends those that are.
    private const byte WithLatest = 3;
    private const byte LastFormat = 5;

    /// <summary>The value that the change adds to its group; null when it adds none.</summary>
    /// <exception cref="SerdeException">The bytes are no change.</exception>
    public static Bytes New(Bytes change)
    {
        var content = ContentOf(change, out byte format);
        switch (format)
        {
            case OldOnly:
                return Bytes.Null;
            case NewOnly:
                return content;
            default:
                var rest = Split(content, out int length);
                return rest[..length];
        }
    }

    /// <summary>The value that the change takes out of its group; null when it takes none.</summary>
    /// <exception cref="SerdeException">The bytes are no change.</exception>
    public static Bytes Old(Bytes change)
    {
        var content = ContentOf(change, out byte format);
        switch (format)
        {
            case OldOnly:
                return content;
            case NewOnly:
                return Bytes.Null;
            default:
                var rest = Split(content, out int length);
                return rest[length..];
        }
    }

    /// <summary>Checks that bytes are a change.</summary>
    /// <exception cref="SerdeException">They are not.</exception>
    public static void Check(Bytes change) => New(change);

    /// <summary>Checks that bytes are a change, and its values of a type.</summary>
    /// <exception cref="SerdeException">They are not.</exception>
    public static void Check<T>(Bytes change, ISerde<T> values)
    {
        var added = New(change);
        var removed = Old(change);
        if (!added.IsNull)
        {
            values.Check(added.Span);
        }

        if (!removed.IsNull)
        {
            values.Check(removed.Span);
        }
    }

    private static ReadOnlySpan<byte> ContentOf(Bytes change, out byte format)
    {
        var bytes = change.Span;
        if (bytes.IsEmpty || bytes[^1] > LastFormat)
        {
            throw NoChange("it ends with no known format");
        }

        format = bytes[^1];
        if (format < WithLatest)
        {
            return bytes[..^1];
        }

        format -= WithLatest;
        return bytes.Length >= 2 ? bytes[..^2] : throw NoChange("it is too short");
    }

    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> content, out int length)
    {
        int read = Varint.TryRead(content, out length);
        return read > 0 && length >= 0 && length <= content.Length - read
            ? content[read..]
            : throw NoChange("the length of its new value is wrong");
    }

    private static SerdeException NoChange(string problem) =>
        new($"A value of a grouped table's repartition topic is no change of a table: {problem}. Has something else written to the topic?");
}
