using System.Buffers;
using System.Text;
using GenStreams.Processing;

namespace GenStreams;

/// <summary>Where an operator method puts values that it makes as bytes, without an object for each.</summary>
/// <remarks>The result is a stream of raw values: what reads it may take them as <c>ReadOnlySpan&lt;byte&gt;</c> or as any type.</remarks>
public sealed class BytesOutput : OutputBase
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);
    private int[] _ends = new int[4];

    /// <summary>The value at a position, for generated code and tests.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.WrittenSpan[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];

    /// <summary>Emits bytes as they are; they are copied.</summary>
    public void Emit(ReadOnlySpan<byte> value)
    {
        _bytes.Write(value);
        EndValue();
    }

    /// <summary>Emits a text as UTF-8, the form of a <c>string</c> on the wire.</summary>
    public void Emit(ReadOnlySpan<char> text)
    {
        var space = _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        _bytes.Advance(Encoding.UTF8.GetBytes(text, space));
        EndValue();
    }

    /// <summary>Forgets what was emitted.</summary>
    public void Clear()
    {
        _bytes.ResetWrittenCount();
        Count = 0;
    }

    private void EndValue()
    {
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
        }

        _ends[Count] = _bytes.WrittenCount;
        Emitted();
    }
}
