namespace GenStreams;

/// <summary>Where an operator method puts the records that it makes of one record.</summary>
/// <remarks>
/// The records go on, in order, when the method has returned; if it throws, none does. One object per task and operator, reused.
/// </remarks>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class Output<TKey, TValue>
{
    private (TKey Key, TValue Value)[] _records = new (TKey, TValue)[4];

    /// <summary>How many records were emitted for the record at hand.</summary>
    public int Count { get; private set; }

    /// <summary>The record at a position, for generated code.</summary>
    public ref readonly (TKey Key, TValue Value) this[int index] => ref _records[index];

    /// <summary>Emits a record.</summary>
    public void Emit(TKey key, TValue value)
    {
        if (Count == _records.Length)
        {
            Array.Resize(ref _records, Count * 2);
        }

        _records[Count++] = (key, value);
    }

    /// <summary>Forgets what was emitted, and lets keys and values be collected.</summary>
    public void Clear()
    {
        Array.Clear(_records, 0, Count);
        Count = 0;
    }
}
