using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace GenStreams.Serdes;

/// <summary>
/// Compares numbers that are keys of a dictionary or members of a set which came from outside, with a hash that depends on a secret: whoever
/// chooses the numbers cannot make them collide. For generated code.
/// </summary>
public static class KeyedNumberComparer
{
    /// <summary>That of a type.</summary>
    /// <typeparam name="T">An integer of 4 or 8 bytes.</typeparam>
    public static IEqualityComparer<T> Of<T>()
        where T : unmanaged, IEquatable<T> => Comparer<T>.Instance;

    private static ulong NewSecret()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    private sealed class Comparer<T> : IEqualityComparer<T>
        where T : unmanaged, IEquatable<T>
    {
        public static readonly Comparer<T> Instance = new();

        private readonly ulong _first = NewSecret();
        private readonly ulong _second = NewSecret() | 1;

        public bool Equals(T x, T y) => x.Equals(y);

        public int GetHashCode(T obj)
        {
            ulong bits = Unsafe.SizeOf<T>() == sizeof(ulong) ? Unsafe.As<T, ulong>(ref obj) : Unsafe.As<T, uint>(ref obj);
            ulong high = Math.BigMul(bits ^ _first, _second, out ulong low);
            ulong mixed = high ^ low;
            return (int)(mixed ^ (mixed >> 32));
        }
    }
}
