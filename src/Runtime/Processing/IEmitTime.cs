namespace GenStreams.Processing;

/// <summary>An operator that emits windows once, when they have closed, and knows which it has emitted.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEmitTime
{
    /// <summary>The close time up to which windows were emitted, milliseconds since 1970-01-01 UTC; -1 before the first.</summary>
    long EmitTime { get; }

    /// <summary>Leaves out windows that were emitted, which take no more records either. Before the first record.</summary>
    /// <param name="time">The close time up to which they were; one that is not later changes nothing.</param>
    void EmittedTo(long time);
}
