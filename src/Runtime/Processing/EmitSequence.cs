namespace GenStreams.Processing;

/// <summary>In which order a method emitted to its outputs: records go on in this order, whichever output they are for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EmitSequence
{
    private int[] _numbers = new int[4];

    /// <summary>How many records were emitted.</summary>
    public int Count { get; private set; }

    /// <summary>The number of the output that a record was emitted to.</summary>
    public int this[int index] => _numbers[index];

    /// <summary>Notes a record.</summary>
    /// <param name="number">The number of its output.</param>
    public void Add(int number)
    {
        if (Count == _numbers.Length)
        {
            Array.Resize(ref _numbers, Count * 2);
        }

        _numbers[Count++] = number;
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;
}
