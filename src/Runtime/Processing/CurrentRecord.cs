namespace GenStreams.Processing;

/// <summary>
/// Where the record that a task is working on came from. One object per task, changed in place from record to record by whoever feeds
/// the task; it is read by user code through <see cref="RecordContext"/> and by error handling.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CurrentRecord
{
    /// <summary>The topic; null while there is no record, as in a punctuation.</summary>
    public string? Topic { get; protected set; }

    /// <summary>The partition; -1 while there is no record.</summary>
    public int Partition { get; protected set; } = -1;

    /// <summary>The offset; -1 while there is no record.</summary>
    public long Offset { get; protected set; } = -1;

    /// <summary>The headers, which sinks pass on. Never null; user code may change them.</summary>
    public RecordHeaders Headers { get; } = new();

    /// <summary>Whether the record was held back, so that its bytes are no longer there.</summary>
    protected bool IsHeldBack { get; private set; }

    /// <summary>Whether the record was held back by a record cache.</summary>
    internal bool IsOfCache { get; private set; }

    /// <summary>The record's bytes, for error handlers; <see cref="Bytes.Null"/> while there is no record.</summary>
    public abstract RawRecord Raw { get; }

    /// <summary>Where the record came from; set while a record that was held back takes the place of the current one.</summary>
    internal RecordOrigin Origin
    {
        get => new(Topic, Partition, Offset, IsHeldBack, IsOfCache);
        set => (Topic, Partition, Offset, IsHeldBack, IsOfCache) =
            (value.Topic, value.Partition, value.Offset, value.IsHeldBack, value.IsOfCache);
    }
}
