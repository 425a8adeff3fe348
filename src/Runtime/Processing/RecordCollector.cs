namespace GenStreams.Processing;

/// <summary>Takes the records that tasks write. One per stream thread, used by that thread only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RecordCollector
{
    /// <summary>The partition for "by the key": murmur2 of its bytes, any partition when it is null.</summary>
    public const int PartitionByKey = -1;

    /// <summary>A topic to write to.</summary>
    /// <param name="name">The full name.</param>
    /// <returns>The same object for the same name.</returns>
    public abstract OutputTopic Topic(string name);

    /// <summary>Writes a record; the spans are copied before it returns. Waits while the client's queue is full.</summary>
    /// <param name="topic">Where to.</param>
    /// <param name="partition">The partition, or <see cref="PartitionByKey"/>.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="headers">The headers; null for none.</param>
    public abstract void Send(OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers);
}
