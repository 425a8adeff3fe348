using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using GenStreams.Processing;

namespace GenStreams;

/// <summary>
/// The partition of a key as Kafka's default partitioner chooses it, for the partitioner methods of <c>[Sink]</c> and <c>[Repartition]</c>
/// that partition by something else than the record's key.
/// </summary>
/// <remarks>Keys are hashed in the form in which the built-in serdes, and Java's serializers, write them.</remarks>
public static class Partition
{
    private const int StackLimit = 512;

    /// <summary>The partition of a text, hashed as UTF-8.</summary>
    /// <param name="key">The key.</param>
    /// <param name="partitions">How many partitions there are, at least 1.</param>
    /// <returns>0 to <paramref name="partitions"/> - 1.</returns>
    public static int Of(string key, int partitions)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Of(key.AsSpan(), partitions);
    }

    /// <inheritdoc cref="Of(string, int)"/>
    public static int Of(ReadOnlySpan<char> key, int partitions)
    {
        int most = Encoding.UTF8.GetMaxByteCount(key.Length);
        if (most > StackLimit)
        {
            byte[] rented = ArrayPool<byte>.Shared.Rent(most);
            int partition = Of(rented.AsSpan(0, Encoding.UTF8.GetBytes(key, rented)), partitions);
            ArrayPool<byte>.Shared.Return(rented);
            return partition;
        }

        Span<byte> bytes = stackalloc byte[StackLimit];
        return Of(bytes[..Encoding.UTF8.GetBytes(key, bytes)], partitions);
    }

    /// <summary>The partition of a 32-bit number, hashed as four bytes, big-endian.</summary>
    /// <inheritdoc cref="Of(string, int)"/>
    public static int Of(int key, int partitions)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, key);
        return Of(bytes, partitions);
    }

    /// <summary>The partition of a 64-bit number, hashed as eight bytes, big-endian.</summary>
    /// <inheritdoc cref="Of(string, int)"/>
    public static int Of(long key, int partitions)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, key);
        return Of(bytes, partitions);
    }

    /// <summary>The partition of a key that is serialised already.</summary>
    /// <inheritdoc cref="Of(string, int)"/>
    public static int Of(ReadOnlySpan<byte> key, int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        return Murmur2.Partition(key, partitions);
    }
}
