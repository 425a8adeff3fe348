using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace GenStreams.Serdes;

/// <summary>
/// Compares numbers, times and GUIDs that are keys of a dictionary or members of a set which came from outside, with a hash that depends on a
/// secret: whoever chooses them cannot make them collide, as they can with the hashes that these types have. For generated code.
/// </summary>
public static class KeyedNumberComparer
{
    /// <summary>That of a type.</summary>
    /// <typeparam name="T">
    /// A number of 4 bytes or more, <see cref="Guid"/>, <see cref="TimeSpan"/>, or a date or time.
    /// </typeparam>
    public static IEqualityComparer<T> Of<T>()
        where T : unmanaged, IEquatable<T> => Comparer<T>.Instance;

    /// <summary>The bits that equal values have in common, and others do not.</summary>
    private static (ulong Low, ulong High) BitsOf<T>(T value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            double number = Unsafe.As<T, double>(ref value);
            return (BitConverter.DoubleToUInt64Bits(number == 0 ? 0 : double.IsNaN(number) ? double.NaN : number), 0);
        }

        if (typeof(T) == typeof(float))
        {
            float number = Unsafe.As<T, float>(ref value);
            return (BitConverter.SingleToUInt32Bits(number == 0 ? 0 : float.IsNaN(number) ? float.NaN : number), 0);
        }

        if (typeof(T) == typeof(decimal))
        {
            return BitsOf(Unsafe.As<T, decimal>(ref value));
        }

        if (typeof(T) == typeof(DateTime))
        {
            // Equal times may differ in their kind.
            return ((ulong)Unsafe.As<T, DateTime>(ref value).Ticks, 0);
        }

        if (typeof(T) == typeof(DateTimeOffset))
        {
            return ((ulong)Unsafe.As<T, DateTimeOffset>(ref value).UtcTicks, 0);
        }

        return Unsafe.SizeOf<T>() switch
        {
            sizeof(uint) => (Unsafe.As<T, uint>(ref value), 0),
            sizeof(ulong) => (Unsafe.As<T, ulong>(ref value), 0),
            2 * sizeof(ulong) => Unsafe.As<T, (ulong, ulong)>(ref value),
            _ => throw new NotSupportedException($"There is no keyed hash of {typeof(T)}."),
        };
    }

    private static (ulong Low, ulong High) BitsOf(decimal value)
    {
        // Dividing by one drops the zeros at the end: 1.0 and 1.00 are equal.
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value / 1.0000000000000000000000000000m, parts);
        ulong top = value == 0 ? 0 : ((ulong)(uint)parts[3] << 32) | (uint)parts[2];
        return (((ulong)(uint)parts[1] << 32) | (uint)parts[0], top);
    }

    private static ulong NewSecret()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    private static ulong Mix(ulong bits, ulong secret)
    {
        ulong high = Math.BigMul(bits, secret, out ulong low);
        return high ^ low;
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
            var (low, high) = BitsOf(obj);
            ulong mixed = Mix(low ^ _first, _second);
            if (Unsafe.SizeOf<T>() > sizeof(ulong))
            {
                mixed = Mix(mixed ^ high ^ _first, _second);
            }

            return (int)(mixed ^ (mixed >> 32));
        }
    }
}
