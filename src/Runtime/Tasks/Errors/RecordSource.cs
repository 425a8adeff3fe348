namespace GenStreams.Tasks;

/// <summary>Where a record came from, in a number that travels with what is sent because of it: the slot of its partition and its offset.</summary>
internal static class RecordSource
{
    /// <summary>No record: a punctuation, or a flush of record caches.</summary>
    public const long None = -1;

    private const int OffsetBits = 48;
    private const long OffsetMask = (1L << OffsetBits) - 1;

    /// <summary>The number of a record.</summary>
    public static long Of(int slot, long offset) => ((long)slot << OffsetBits) | (offset & OffsetMask);

    /// <summary>The slot of a record's partition.</summary>
    public static int Slot(long source) => (int)(source >> OffsetBits);

    /// <summary>The offset of a record.</summary>
    public static long Offset(long source) => source & OffsetMask;
}
