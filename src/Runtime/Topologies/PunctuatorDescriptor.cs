namespace GenStreams.Topologies;

/// <summary>A method of a sub-topology that is called at intervals.</summary>
/// <param name="Member">The member.</param>
/// <param name="Interval">The interval in milliseconds, at least 1.</param>
/// <param name="Time">The clock.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PunctuatorDescriptor(string Member, long Interval, PunctuationTime Time);
