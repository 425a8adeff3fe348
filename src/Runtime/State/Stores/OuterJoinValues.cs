using System.Buffers.Binary;

namespace GenStreams.State;

/// <summary>
/// The values of a row of an <see cref="OuterJoinBytesStore"/>, as Kafka Streams writes them: a list, whose values begin with a byte that is 1
/// for the left side.
/// </summary>
internal static class OuterJoinValues
{
    /// <summary>What stands before the values: that their lengths vary, and how many they are. The first value begins behind it.</summary>
    public const int Prefix = 1 + sizeof(int);

    /// <summary>What stands before each value: its length, and the side.</summary>
    private const int ValuePrefix = sizeof(int) + 1;

    /// <summary>Kafka's mark of a list whose values have lengths of their own.</summary>
    private const byte VariableLengths = 1;

    /// <summary>How many bytes of a list a value takes.</summary>
    public static int SizeOf(ReadOnlySpan<byte> value) => checked(ValuePrefix + value.Length);

    /// <summary>Whether bytes are a list of one or more values.</summary>
    public static bool IsList(ReadOnlySpan<byte> values)
    {
        if (values.Length <= Prefix || values[0] != VariableLengths)
        {
            return false;
        }

        int count = BinaryPrimitives.ReadInt32BigEndian(values[1..]);
        int offset = Prefix;
        for (; count > 0 && values.Length - offset >= ValuePrefix; count--)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(values[offset..]);
            if (length < 1 || length > values.Length - offset - sizeof(int))
            {
                return false;
            }

            offset += sizeof(int) + length;
        }

        return count == 0 && offset == values.Length;
    }

    /// <summary>Writes a list without values.</summary>
    public static void WriteEmpty(Span<byte> values)
    {
        values[0] = VariableLengths;
        BinaryPrimitives.WriteInt32BigEndian(values[1..], 0);
    }

    /// <summary>Writes a value behind those that are there.</summary>
    /// <param name="values">The list, already as long as it will be.</param>
    /// <param name="value">The value.</param>
    /// <param name="isLeft">Whether it came from the left side.</param>
    public static void WriteLast(Span<byte> values, ReadOnlySpan<byte> value, bool isLeft)
    {
        BinaryPrimitives.WriteInt32BigEndian(values[1..], BinaryPrimitives.ReadInt32BigEndian(values[1..]) + 1);
        var place = values[^SizeOf(value)..];
        BinaryPrimitives.WriteInt32BigEndian(place, value.Length + 1);
        place[sizeof(int)] = isLeft ? (byte)1 : (byte)0;
        value.CopyTo(place[ValuePrefix..]);
    }

    /// <summary>The value of a list that begins at an offset.</summary>
    public static ReadOnlySpan<byte> ValueAt(ReadOnlySpan<byte> values, int offset) => values[(offset + ValuePrefix)..After(values, offset)];

    /// <summary>Where the value behind the one that begins at an offset begins.</summary>
    public static int After(ReadOnlySpan<byte> values, int offset) =>
        offset + sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(values[offset..]);
}
