using GenStreams.Processing;

namespace GenStreams;

/// <summary>A record that failed, and where. Valid during the call of the handler only.</summary>
public readonly ref struct ErrorContext
{
    private readonly CurrentRecord _record;

    internal ErrorContext(CurrentRecord record, TaskId task, string member, Exception exception)
    {
        _record = record;
        Task = task;
        Member = member;
        Exception = exception;
    }

    /// <summary>The topic that the record was read from; null when there is none, as in a punctuation.</summary>
    public string? Topic => _record.Topic;

    /// <summary>The partition that the record was read from; -1 when there is none.</summary>
    public int Partition => _record.Partition;

    /// <summary>The offset of the record; -1 when there is none.</summary>
    public long Offset => _record.Offset;

    /// <summary>The timestamp of the record, milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp => _record.Raw.Timestamp;

    /// <summary>The key as it was read; null when the record was held back, as by a record cache.</summary>
    public Bytes Key => _record.Raw.Key;

    /// <summary>The value as it was read; null when the record was held back, as by a record cache.</summary>
    public Bytes Value => _record.Raw.Value;

    /// <summary>The headers of the record.</summary>
    public RecordHeaders Headers => _record.Headers;

    /// <summary>The task.</summary>
    public TaskId Task { get; }

    /// <summary>The member of the topology that failed.</summary>
    public string Member { get; }

    /// <summary>What happened.</summary>
    public Exception Exception { get; }

    /// <summary>Whether a record cache has held the record back.</summary>
    internal bool IsOfCache => _record.IsOfCache;
}
