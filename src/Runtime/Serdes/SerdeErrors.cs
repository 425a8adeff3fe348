using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace GenStreams.Serdes;

/// <summary>What the serdes of single values throw, out of the way of what they do.</summary>
internal static class SerdeErrors
{
    /// <summary>Checks the length of a value whose type has only one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckLength(ReadOnlySpan<byte> data, int expected, string type)
    {
        if (data.Length != expected)
        {
            ThrowLength(data.Length, expected, type);
        }
    }

    /// <summary>Checks that there are enough bytes for what a value of any length ends with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckMinimum(ReadOnlySpan<byte> data, int least, string what)
    {
        if (data.Length < least)
        {
            ThrowMinimum(data.Length, least, what);
        }
    }

    [DoesNotReturn]
    private static void ThrowMinimum(int found, int least, string what) =>
        throw new SerdeException($"A {what} is at least {Bytes(least)} long, but the data has {Bytes(found)}.");

    [DoesNotReturn]
    private static void ThrowLength(int found, int expected, string type) =>
        throw new SerdeException($"A value of type {type} is {Bytes(expected)} long, but the data has {Bytes(found)}.");

    private static string Bytes(int count) => count == 1 ? "1 byte" : $"{count} bytes";
}
