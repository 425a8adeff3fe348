namespace GenStreams.Processing;

/// <summary>Where a record came from.</summary>
/// <param name="Topic">The topic; null when there is none.</param>
/// <param name="Partition">The partition; -1 when there is none.</param>
/// <param name="Offset">The offset; -1 when there is none.</param>
/// <param name="IsHeldBack">Whether a buffer or a record cache has held the record back, so that its bytes are no longer there.</param>
/// <param name="IsOfCache">Whether it is a record cache that has.</param>
internal readonly record struct RecordOrigin(string? Topic, int Partition, long Offset, bool IsHeldBack = false, bool IsOfCache = false)
{
    /// <summary>Where what no record has made came from, as in a punctuation.</summary>
    public static RecordOrigin None => new(null, -1, -1);
}
