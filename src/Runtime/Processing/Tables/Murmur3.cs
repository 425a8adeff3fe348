using System.Buffers.Binary;
using System.Numerics;

namespace GenStreams.Processing.Tables;

/// <summary>
/// The 128-bit hash by which a foreign-key join tells whether a row is still the one that an answer is for: Murmur3 (x64) with Kafka
/// Streams' seed.
/// </summary>
internal static class Murmur3
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 16;

    private const ulong Seed = 104729;
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    /// <summary>Writes the hash of some bytes as Kafka Streams does: two big-endian numbers.</summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        ulong h1 = Seed;
        ulong h2 = Seed;
        var rest = data;
        for (; rest.Length >= Length; rest = rest[Length..])
        {
            h1 ^= MixFirst(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            h1 = ((BitOperations.RotateLeft(h1, 27) + h2) * 5) + 0x52dce729;
            h2 ^= MixSecond(BinaryPrimitives.ReadUInt64LittleEndian(rest[sizeof(ulong)..]));
            h2 = ((BitOperations.RotateLeft(h2, 31) + h1) * 5) + 0x38495ab5;
        }

        Span<byte> tail = stackalloc byte[Length];
        tail.Clear();
        rest.CopyTo(tail);
        h1 ^= MixFirst(BinaryPrimitives.ReadUInt64LittleEndian(tail)) ^ (ulong)data.Length;
        h2 ^= MixSecond(BinaryPrimitives.ReadUInt64LittleEndian(tail[sizeof(ulong)..])) ^ (ulong)data.Length;
        h1 += h2;
        h2 += h1;
        h1 = Finish(h1);
        h2 = Finish(h2);
        h1 += h2;
        h2 += h1;
        BinaryPrimitives.WriteUInt64BigEndian(hash, h1);
        BinaryPrimitives.WriteUInt64BigEndian(hash[sizeof(ulong)..], h2);
    }

    private static ulong MixFirst(ulong word) => BitOperations.RotateLeft(word * C1, 31) * C2;

    private static ulong MixSecond(ulong word) => BitOperations.RotateLeft(word * C2, 33) * C1;

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
