namespace GenStreams.Processing.Tables;

/// <summary>
/// The answer of the right table in a foreign-key join, as it is in the response topic. The format is Kafka Streams': a bit for "no hash" and
/// the version, the hash of the left value that was asked for, and the right value. A right value of no bytes is the same as none.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ForeignKeyResponse
{
    internal const byte Version = 0;

    private readonly Bytes _hash;

    private ForeignKeyResponse(Bytes hash, Bytes rightValue)
    {
        _hash = hash;
        RightValue = rightValue;
    }

    /// <summary>The right row; null: there is none.</summary>
    public Bytes RightValue { get; }

    /// <summary>Whether the answer is for the left row as it is now; if not, the row's own later subscription is answered, too.</summary>
    /// <param name="leftValue">The left row; null: it is gone.</param>
    public bool IsFor(Bytes leftValue)
    {
        if (leftValue.IsNull || _hash.IsNull)
        {
            return leftValue.IsNull == _hash.IsNull;
        }

        Span<byte> hash = stackalloc byte[Murmur3.Length];
        Murmur3.Hash(leftValue.Span, hash);
        return hash.SequenceEqual(_hash.Span);
    }

    /// <summary>Reads an answer, which stays where it is.</summary>
    /// <exception cref="SerdeException">The bytes are no answer.</exception>
    public static ForeignKeyResponse Read(ReadOnlySpan<byte> bytes)
    {
        int version = bytes.IsEmpty ? -1 : bytes[0] & ~ForeignKeySubscription.NoHash;
        int end = bytes.IsEmpty || (bytes[0] & ForeignKeySubscription.NoHash) != 0 ? 1 : 1 + Murmur3.Length;
        if (version != Version || bytes.Length < end)
        {
            throw new SerdeException(
                "A value of a foreign-key join's response topic is no answer: "
                + (version == Version ? "it is too short" : version < 0 ? "it is empty" : $"its version is {version}, only {Version} is known")
                + ". Has something else written to the topic?");
        }

        return new ForeignKeyResponse(end == 1 ? Bytes.Null : bytes[1..end], bytes.Length == end ? Bytes.Null : bytes[end..]);
    }

    /// <summary>Checks that bytes are an answer, or nothing.</summary>
    /// <exception cref="SerdeException">They are not.</exception>
    public static void Check(Bytes bytes)
    {
        if (!bytes.IsNull)
        {
            Read(bytes.Span);
        }
    }
}
