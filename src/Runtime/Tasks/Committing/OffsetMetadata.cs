using System.Buffers.Binary;
using System.Text;

namespace GenStreams.Tasks;

/// <summary>
/// What stands beside a committed offset, so that records that were late are late after a restart too: the time of the partition, and times of operators by name.
/// Written and read as Kafka Streams does (<c>TopicPartitionMetadata</c>, <c>ProcessorMetadata</c>), so that either can go on where the other has stopped.
/// </summary>
internal static class OffsetMetadata
{
    /// <summary>The time of a partition of which no record was processed.</summary>
    public const long Unknown = -1;

    /// <summary>What Kafka Streams writes since 3.3: the version, the time of the partition, and the times of operators if there are any.</summary>
    public const byte Version = 2;

    /// <summary>Length of the version and the time.</summary>
    public const int HeadSize = 1 + sizeof(long);

    /// <summary>Stands before the names of operators whose stream time it is; no store, by which Kafka Streams names its times, can be called so.</summary>
    public const string StreamTimePrefix = "time:";

    /// <summary>Stands before the name of the topic whose <see cref="TopicMark"/> it is.</summary>
    public const string TopicPrefix = "topic:";

    /// <summary>The partition's time in what is written beside an offset; <see cref="Unknown"/> when there is none that can be read.</summary>
    public static long Decode(string metadata)
    {
        byte[] bytes = Bytes(metadata);
        return bytes.Length >= HeadSize && bytes[0] is 1 or Version ? BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)) : Unknown;
    }

    /// <summary>Adds the times of operators in what is written beside an offset; of one that is there already, the greater stays.</summary>
    public static void Decode(string metadata, Dictionary<string, long> times)
    {
        byte[] bytes = Bytes(metadata);
        if (bytes.Length < HeadSize + sizeof(int) || bytes[0] != Version)
        {
            return;
        }

        var rest = bytes.AsSpan(HeadSize);
        int count = BinaryPrimitives.ReadInt32BigEndian(rest);
        rest = rest[sizeof(int)..];
        for (; count > 0 && TryReadEntry(ref rest, out string name, out long time); count--)
        {
            times[name] = Math.Max(time, times.GetValueOrDefault(name, Unknown));
        }
    }

    /// <summary>The <see cref="TopicMark"/> of the topic that an offset is of; <see cref="TopicMark.Unknown"/> when it was not written beside this offset.</summary>
    public static long DecodeMark(string metadata, string topic, long offset)
    {
        if (metadata.Length == 0)
        {
            return TopicMark.Unknown;
        }

        var entries = new Dictionary<string, long>();
        Decode(metadata, entries);
        return TopicMark.Read(entries.GetValueOrDefault(TopicPrefix + topic, Unknown), offset);
    }

    private static bool TryReadEntry(ref Span<byte> rest, out string name, out long time)
    {
        name = "";
        time = Unknown;
        if (rest.Length < sizeof(int))
        {
            return false;
        }

        int length = BinaryPrimitives.ReadInt32BigEndian(rest);
        if (length < 0 || rest.Length - sizeof(int) - sizeof(long) < length)
        {
            return false;
        }

        name = Encoding.UTF8.GetString(rest.Slice(sizeof(int), length));
        time = BinaryPrimitives.ReadInt64BigEndian(rest[(sizeof(int) + length)..]);
        rest = rest[(sizeof(int) + length + sizeof(long))..];
        return true;
    }

    private static byte[] Bytes(string metadata)
    {
        byte[] bytes = new byte[(metadata.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(metadata, bytes, out int length) ? bytes[..length] : [];
    }
}
