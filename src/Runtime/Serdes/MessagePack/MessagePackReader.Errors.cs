using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GenStreams.Serdes;

public ref partial struct MessagePackReader
{
    /// <summary>Fails: what was expected is not what is next.</summary>
    /// <param name="expected">What was expected, such as <c>a string</c>.</param>
    /// <exception cref="SerdeException">Always; it says where, what was expected, and what was found.</exception>
    [DoesNotReturn]
    public readonly long ThrowUnexpected(string expected)
    {
        Throw($"expected {expected}, found {MessagePackCode.Name(_data[_position])}", _position);
        return 0;
    }

    /// <summary>Fails: what was read at a position is not a value of the type.</summary>
    /// <param name="problem">What was expected and what was found, such as <c>expected 1 to 3, found 5</c>.</param>
    /// <param name="position">The position of the first byte that is at fault.</param>
    /// <exception cref="SerdeException">Always.</exception>
    [DoesNotReturn]
    public readonly void Throw(string problem, int position)
    {
        string member = Member.IsEmpty ? "MessagePack" : Encoding.UTF8.GetString(Member);
        throw new SerdeException($"{member}: {problem}, at byte {position} of {_data.Length}.");
    }

    [DoesNotReturn]
    private readonly void ThrowTruncated(int position, long needed) =>
        Throw($"expected {needed} more bytes, found {_data.Length - position}", position);

    [DoesNotReturn]
    private readonly void ThrowRange(string found, long min, ulong max, int position) =>
        Throw($"expected an integer of {min} to {max}, found {found}", position);
}
