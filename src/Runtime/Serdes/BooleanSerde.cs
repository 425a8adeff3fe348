using System.Buffers;

namespace GenStreams.Serdes;

/// <summary>A <c>bool</c> as one byte, 0 or 1: Java's <c>BooleanSerializer</c>.</summary>
public sealed class BooleanSerde : ISerde<bool>
{
    private BooleanSerde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static BooleanSerde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(bool value, IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = value ? (byte)1 : (byte)0;
        output.Advance(1);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not one byte that is 0 or 1.</exception>
    public bool Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, 1, "bool");
        return data[0] switch
        {
            0 => false,
            1 => true,
            var other => throw new SerdeException($"A bool is the byte 0 or 1, but the data is {other}."),
        };
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not one byte that is 0 or 1.</exception>
    public void Check(ReadOnlySpan<byte> data) => Deserialize(data);
}
