using GenStreams.Processing;

namespace GenStreams;

/// <summary>Where an operator method puts the values that it makes of one record.</summary>
/// <remarks>
/// The values go on, in order, when the method has returned; if it throws, none does. One object per task and operator, reused.
/// </remarks>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class Output<TValue> : OutputBase
{
    private TValue[] _values = new TValue[4];

    /// <summary>The value at a position, for generated code and tests.</summary>
    public TValue this[int index] => _values[index];

    /// <summary>Emits a value.</summary>
    public void Emit(TValue value)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Count * 2);
        }

        _values[Count] = value;
        Emitted();
    }

    /// <summary>Forgets what was emitted, and lets the values be collected.</summary>
    public void Clear()
    {
        Array.Clear(_values, 0, Count);
        Count = 0;
    }
}
