using GenStreams.Processing;

namespace GenStreams.Testing;

/// <summary>A record in a topic of the driver.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset in the partition.</param>
/// <param name="Sequence">The number of the record among all of the driver: what came first goes first when timestamps are equal.</param>
/// <param name="Key">The serialised key, or null.</param>
/// <param name="Value">The serialised value, or null.</param>
/// <param name="Timestamp">Milliseconds since 1970-01-01 UTC.</param>
/// <param name="Headers">As <see cref="RecordHeaders.Encoded"/>.</param>
internal sealed record TestMessage(
    TestTopic Topic, int Partition, long Offset, long Sequence, byte[]? Key, byte[]? Value, long Timestamp, byte[] Headers)
{
    public RawRecord Raw => new(Key is null ? Bytes.Null : new Bytes(Key), Value is null ? Bytes.Null : new Bytes(Value), Timestamp);

    /// <summary>Whether this record is processed before another that waits in another queue.</summary>
    public bool ComesBefore(TestMessage other) =>
        Timestamp != other.Timestamp ? Timestamp < other.Timestamp : Sequence < other.Sequence;
}
