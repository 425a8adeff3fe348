namespace GenStreams.State;

/// <summary>A row of a join's window store.</summary>
internal unsafe struct JoinRow
{
    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp;

    /// <summary>The first byte of its value.</summary>
    public byte* Value;

    /// <summary>How many bytes the value has.</summary>
    public int Length;

    /// <summary>Tells it apart from others of the same key and time.</summary>
    public int Sequence;
}
