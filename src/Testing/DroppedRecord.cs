namespace GenStreams.Testing;

/// <summary>A record that an operator dropped by its rules.</summary>
/// <param name="Member">The operator.</param>
/// <param name="Reason">Why.</param>
/// <param name="Topic">The topic that the record was read from.</param>
/// <param name="Partition">The partition that it was read from.</param>
/// <param name="Offset">Its offset.</param>
public sealed record DroppedRecord(string Member, string Reason, string? Topic, int Partition, long Offset);
