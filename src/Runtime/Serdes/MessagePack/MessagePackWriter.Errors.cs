using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GenStreams.Serdes;

public ref partial struct MessagePackWriter
{
    /// <summary>Fails: a value cannot be written.</summary>
    /// <param name="problem">Why.</param>
    /// <exception cref="SerdeException">Always.</exception>
    [DoesNotReturn]
    public readonly void Throw(string problem)
    {
        string member = Member.IsEmpty ? "MessagePack" : Encoding.UTF8.GetString(Member);
        throw new SerdeException($"{member}: {problem}.");
    }
}
