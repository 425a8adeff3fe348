using System.Buffers;

namespace GenStreams;

/// <summary>Turns values of a type into bytes and back. Nulls never reach a serde: they are null on the wire too.</summary>
/// <remarks>Must be thread-safe: one object serves all tasks.</remarks>
/// <typeparam name="T">The type.</typeparam>
public interface ISerde<T>
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">The value, not null.</param>
    /// <param name="output">Where its bytes go, at the end.</param>
    void Serialize(T value, IBufferWriter<byte> output);

    /// <summary>Reads a value.</summary>
    /// <param name="data">All its bytes; valid during the call only.</param>
    /// <exception cref="SerdeException">The bytes are not a value of the type.</exception>
    T Deserialize(ReadOnlySpan<byte> data);

    /// <summary>
    /// Checks that a value can be read, without making it: a source checks its records before anything else sees them. Reads the value and
    /// throws it away, unless a serde knows a cheaper way.
    /// </summary>
    /// <param name="data">All its bytes; valid during the call only.</param>
    /// <exception cref="SerdeException">The bytes are not a value of the type.</exception>
    void Check(ReadOnlySpan<byte> data) => Deserialize(data);
}
