using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GenStreams.Processing;

/// <summary>The hash by which Kafka's clients choose the partition of a key: 32-bit murmur2 with Kafka's seed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Murmur2
{
    private const uint Seed = 0x9747b28c;
    private const uint Multiplier = 0x5bd1e995;
    private const int Rotation = 24;

    /// <summary>The hash of some bytes.</summary>
    public static int Hash(ReadOnlySpan<byte> data)
    {
        uint hash = Seed ^ (uint)data.Length;
        while (data.Length >= sizeof(uint))
        {
            uint word = BinaryPrimitives.ReadUInt32LittleEndian(data) * Multiplier;
            word = (word ^ (word >> Rotation)) * Multiplier;
            hash = (hash * Multiplier) ^ word;
            data = data[sizeof(uint)..];
        }

        if (!data.IsEmpty)
        {
            hash = (hash ^ Tail(data)) * Multiplier;
        }

        hash = (hash ^ (hash >> 13)) * Multiplier;
        return (int)(hash ^ (hash >> 15));
    }

    /// <summary>The partition that Kafka's default partitioner chooses for a key.</summary>
    /// <param name="key">The serialised key, not null.</param>
    /// <param name="partitions">How many partitions the topic has, at least 1.</param>
    /// <returns>0 to <paramref name="partitions"/> - 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Partition(ReadOnlySpan<byte> key, int partitions) => (Hash(key) & int.MaxValue) % partitions;

    private static uint Tail(ReadOnlySpan<byte> rest)
    {
        uint tail = rest[0];
        if (rest.Length > 1)
        {
            tail |= (uint)rest[1] << 8;
        }

        if (rest.Length > 2)
        {
            tail |= (uint)rest[2] << 16;
        }

        return tail;
    }
}
