using GenStreams.Processing;

namespace GenStreams;

/// <summary>The record that an operator method is called for: where it came from, when, with which headers.</summary>
/// <remarks>A parameter of this type can be added to any operator method. It cannot outlive the call.</remarks>
public readonly ref struct RecordContext
{
    private readonly CurrentRecord _record;

    /// <summary>The context of a record.</summary>
    /// <param name="record">The record that was read.</param>
    /// <param name="timestamp">The timestamp at this place of the graph, milliseconds since 1970-01-01 UTC.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RecordContext(CurrentRecord record, long timestamp)
    {
        _record = record;
        Timestamp = timestamp;
    }

    /// <summary>The topic that the record was read from; null when there is none, as in a punctuation.</summary>
    public string? Topic => _record.Topic;

    /// <summary>The partition that the record was read from; -1 when there is none.</summary>
    public int Partition => _record.Partition;

    /// <summary>The offset of the record; -1 when there is none.</summary>
    public long Offset => _record.Offset;

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; }

    /// <summary>The headers, which go on with the record; changes to them go on too.</summary>
    public RecordHeaders Headers => _record.Headers;
}
