using System.Buffers.Binary;

namespace GenStreams.Tasks;

/// <summary>
/// The time of a partition as it stands beside a committed offset, so that records that were late are late after a restart too: written and read as Kafka Streams
/// does (<c>TopicPartitionMetadata</c>), so that either can go on where the other has stopped.
/// </summary>
internal static class OffsetMetadata
{
    /// <summary>The time of a partition of which no record was processed.</summary>
    public const long Unknown = -1;

    // What Kafka Streams writes since 3.3: the version, the time, and the emit times of operators, of which we have none here.
    private const byte Version = 2;
    private const int Length = 1 + sizeof(long);

    /// <summary>What is written beside the offset.</summary>
    public static string Encode(long time)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], time);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The time in what is written beside an offset; <see cref="Unknown"/> when there is none that can be read.</summary>
    public static long Decode(string metadata)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bool isKnown = metadata.Length >= 12 && Convert.TryFromBase64String(metadata[..12], bytes, out int length) && length == Length;
        return isKnown && bytes[0] is 1 or Version ? BinaryPrimitives.ReadInt64BigEndian(bytes[1..]) : Unknown;
    }
}
