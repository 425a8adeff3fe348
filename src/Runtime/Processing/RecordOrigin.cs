namespace GenStreams.Processing;

/// <summary>Where a record came from.</summary>
/// <param name="Topic">The topic; null when there is none.</param>
/// <param name="Partition">The partition; -1 when there is none.</param>
/// <param name="Offset">The offset; -1 when there is none.</param>
/// <param name="IsHeldBack">Whether a buffer has held the record back, so that its bytes are no longer there.</param>
internal readonly record struct RecordOrigin(string? Topic, int Partition, long Offset, bool IsHeldBack);
