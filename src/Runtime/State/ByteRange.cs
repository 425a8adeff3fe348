using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>Which serialised keys are read, and in which order.</summary>
internal ref struct ByteRange
{
    /// <summary>The least key, included; null: from the beginning.</summary>
    public Bytes From { get; set; }

    /// <summary>The greatest key, included; null: to the end.</summary>
    public Bytes To { get; set; }

    /// <summary>What keys begin with.</summary>
    public ReadOnlySpan<byte> Prefix { get; set; }

    /// <summary>The first key behind all that begin with <see cref="Prefix"/>; null when there is none.</summary>
    public Bytes PrefixEnd { get; set; }

    /// <summary>Only what comes behind this key, in the order of the range; null: all.</summary>
    public Bytes After { get; set; }

    /// <summary>Whether the greatest key comes first.</summary>
    public bool IsDescending { get; set; }

    /// <summary>Whether a key that comes behind the first ones is still one of the range.</summary>
    public readonly bool Reaches(ReadOnlySpan<byte> key) =>
        key.StartsWith(Prefix)
        && (IsDescending ? From.IsNull || key.SequenceCompareTo(From.Span) >= 0 : To.IsNull || key.SequenceCompareTo(To.Span) <= 0);

    /// <summary>Where to begin: at the bound that comes last in the order of the range.</summary>
    public readonly Bytes Start(out SeekMode mode)
    {
        mode = new SeekMode(IsDescending);
        var start = IsDescending ? To : From;
        Narrow(ref start, ref mode, IsDescending ? PrefixEnd : new Bytes(Prefix), isPast: IsDescending);
        Narrow(ref start, ref mode, After, isPast: true);
        return start;
    }

    private static void Narrow(ref Bytes start, ref SeekMode mode, Bytes bound, bool isPast)
    {
        if (!bound.IsNull && (start.IsNull || !mode.IsBefore(bound.Span, start.Span)))
        {
            bool isSame = !start.IsNull && bound.Span.SequenceEqual(start.Span);
            mode = mode with { IsPast = isPast || (isSame && mode.IsPast) };
            start = bound;
        }
    }

    /// <summary>The first key behind all that begin with a prefix; null when there is none.</summary>
    public static byte[]? EndOf(ReadOnlySpan<byte> prefix)
    {
        int length = prefix.TrimEnd((byte)0xFF).Length;
        if (length == 0)
        {
            return null;
        }

        byte[] end = prefix[..length].ToArray();
        end[^1]++;
        return end;
    }
}
