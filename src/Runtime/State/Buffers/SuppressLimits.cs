namespace GenStreams.State;

/// <summary>How long, and how much at most, a <see cref="SuppressBuffer"/> holds back.</summary>
/// <param name="Wait">Milliseconds after its buffer time for which a key is held back, at least 0.</param>
/// <param name="MaxRecords">The most keys held back.</param>
/// <param name="MaxBytes">The most bytes held back.</param>
/// <param name="EmitsEarly">Whether the oldest is emitted when there are more; else that is an error.</param>
/// <param name="DropsDeletes">Whether a key that was deleted in the end is not told of: of a window it is the only news.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SuppressLimits(long Wait, long MaxRecords, long MaxBytes, bool EmitsEarly, bool DropsDeletes);
