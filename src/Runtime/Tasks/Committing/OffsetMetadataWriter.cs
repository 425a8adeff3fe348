using System.Buffers.Binary;
using System.Text;
using GenStreams.Processing;

namespace GenStreams.Tasks;

/// <summary>Writes what stands beside the offsets of a task. Used again for each task of a thread.</summary>
/// <remarks>
/// Brokers refuse what is longer than their <c>offset.metadata.max.bytes</c>, which is 4096 where it is not set: here it stays under 3,000 characters. Times that
/// find no place in them are left out, the last ones first: tasks show the stream times, which are nowhere else, before the emit times, which the progress stores have too.
/// </remarks>
internal sealed class OffsetMetadataWriter : ITimeVisitor
{
    /// <summary>The greatest length of what is written.</summary>
    public const int MaxLength = 3000;

    private const int MaxSize = MaxLength / 4 * 3;

    private readonly byte[] _bytes = new byte[MaxSize];
    private int _size;
    private int _count;

    /// <summary>Takes the times of a task's operators, as they are now.</summary>
    public void Collect(TopologyTask task)
    {
        _size = OffsetMetadata.HeadSize + sizeof(int);
        _count = 0;
        task.VisitTimes(this);
    }

    /// <summary>What is written beside the offset of one of its partitions.</summary>
    /// <param name="queue">The partition.</param>
    /// <param name="offset">The offset.</param>
    public string Encode(RecordQueue queue, long offset)
    {
        _bytes[0] = OffsetMetadata.Version;
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(1), queue.PartitionTime);
        var (size, count) = (_size, _count);
        if (queue.TopicMark != TopicMark.Unknown)
        {
            Add(OffsetMetadata.TopicPrefix, queue.Partition.Topic, TopicMark.Write(queue.TopicMark, offset));
        }

        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(OffsetMetadata.HeadSize), _count);
        string encoded = Convert.ToBase64String(_bytes, 0, _count == 0 ? OffsetMetadata.HeadSize : _size);
        (_size, _count) = (size, count);
        return encoded;
    }

    void ITimeVisitor.Visit(string name, IStreamTime time) => Add(OffsetMetadata.StreamTimePrefix, name, time.StreamTime);

    void ITimeVisitor.Visit(string store, IEmitTime time) => Add("", store, time.EmitTime);

    private void Add(string prefix, string name, long time)
    {
        int length = Encoding.UTF8.GetByteCount(prefix) + Encoding.UTF8.GetByteCount(name);
        if (time < 0 || _size + sizeof(int) + length + sizeof(long) > MaxSize)
        {
            return;
        }

        var entry = _bytes.AsSpan(_size);
        BinaryPrimitives.WriteInt32BigEndian(entry, length);
        int written = sizeof(int) + Encoding.UTF8.GetBytes(prefix, entry[sizeof(int)..]);
        written += Encoding.UTF8.GetBytes(name, entry[written..]);
        BinaryPrimitives.WriteInt64BigEndian(entry[written..], time);
        _size += written + sizeof(long);
        _count++;
    }
}
