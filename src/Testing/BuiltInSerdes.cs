using GenStreams.Serdes;

namespace GenStreams.Testing;

/// <summary>The built-in serdes by type, found without reflection.</summary>
internal static class BuiltInSerdes
{
    /// <summary>The serde of a type, or of a nullable value type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="plain">The serde itself, where what is returned only makes it nullable; else the same.</param>
    /// <returns>Null when there is none.</returns>
    public static ISerde<T>? Find<T>(out object? plain)
    {
        plain = null;
        return Reference<T>(StringSerde.Instance, ref plain)
            ?? Reference<T>(ByteArraySerde.Instance, ref plain)
            ?? Value<T, long>(Int64Serde.Instance, ref plain)
            ?? Value<T, int>(Int32Serde.Instance, ref plain)
            ?? Value<T, short>(Int16Serde.Instance, ref plain)
            ?? Value<T, sbyte>(SByteSerde.Instance, ref plain)
            ?? Value<T, ulong>(UInt64Serde.Instance, ref plain)
            ?? Value<T, uint>(UInt32Serde.Instance, ref plain)
            ?? Value<T, ushort>(UInt16Serde.Instance, ref plain)
            ?? Value<T, byte>(ByteSerde.Instance, ref plain)
            ?? Value<T, double>(DoubleSerde.Instance, ref plain)
            ?? Value<T, float>(SingleSerde.Instance, ref plain)
            ?? Value<T, bool>(BooleanSerde.Instance, ref plain)
            ?? Value<T, char>(CharSerde.Instance, ref plain)
            ?? Value<T, Guid>(GuidSerde.Instance, ref plain)
            ?? Value<T, DateTimeOffset>(DateTimeOffsetSerde.Instance, ref plain);
    }

    private static ISerde<T>? Reference<T>(object serde, ref object? plain)
    {
        if (serde is not ISerde<T> found)
        {
            return null;
        }

        plain = serde;
        return found;
    }

    private static ISerde<T>? Value<T, TValue>(ISerde<TValue> serde, ref object? plain)
        where TValue : struct
    {
        if (typeof(T) != typeof(TValue) && typeof(T) != typeof(TValue?))
        {
            return null;
        }

        plain = serde;
        return serde as ISerde<T> ?? (ISerde<T>)(object)new NullableSerde<TValue>(serde);
    }
}
