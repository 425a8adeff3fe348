using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GenStreams.State;

/// <summary>
/// A 64-bit hash of bytes after wyhash: 16 bytes at a time are multiplied and folded. All its constants are random and secret, so that
/// whoever chooses the keys cannot make them collide.
/// </summary>
internal readonly struct KeyHash
{
    private readonly ulong _seed;
    private readonly ulong _first;
    private readonly ulong _second;

    private KeyHash(ReadOnlySpan<ulong> secrets)
    {
        _seed = secrets[0];
        _first = secrets[1] | 1;
        _second = secrets[2] | 1;
    }

    /// <summary>A hash function that no other store has.</summary>
    public static KeyHash Create()
    {
        Span<ulong> secrets = stackalloc ulong[3];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(secrets));
        return new KeyHash(secrets);
    }

    /// <summary>The hash of a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(ReadOnlySpan<byte> key)
    {
        ulong low, high;
        ulong state = _seed;
        if (key.Length > 16)
        {
            return OfLong(key);
        }

        if (key.Length >= 8)
        {
            low = Read8(key);
            high = Read8(key[^8..]);
        }
        else if (key.Length >= 4)
        {
            low = Read4(key);
            high = Read4(key[^4..]);
        }
        else if (key.Length > 0)
        {
            low = ((ulong)key[0] << 16) | ((ulong)key[key.Length / 2] << 8) | key[^1];
            high = 0;
        }
        else
        {
            low = high = 0;
        }

        return Finish(low, high, state, key.Length);
    }

    private ulong OfLong(ReadOnlySpan<byte> key)
    {
        ulong state = _seed;
        var rest = key;
        for (; rest.Length > 16; rest = rest[16..])
        {
            state = Fold(Read8(rest) ^ _first, Read8(rest[8..]) ^ state);
        }

        // The last 16 bytes, which may overlap those before.
        return Finish(Read8(key[^16..]), Read8(key[^8..]), state, key.Length);
    }

    private ulong Finish(ulong low, ulong high, ulong state, int length) =>
        Fold(_second ^ (ulong)length, Fold(low ^ _first, high ^ state));

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    private static ulong Read8(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Read4(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
