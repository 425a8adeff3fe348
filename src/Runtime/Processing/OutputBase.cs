namespace GenStreams.Processing;

/// <summary>What operator methods emit to: it counts, and keeps the order among all outputs of a method.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OutputBase
{
    private EmitSequence? _sequence;
    private int _number;

    private protected OutputBase()
    {
    }

    /// <summary>How many records were emitted for the current record.</summary>
    public int Count { get; private protected set; }

    /// <summary>Notes each emit in a sequence that several outputs share; for generated code.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="number">The number of this output in it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Follow(EmitSequence sequence, int number)
    {
        _sequence = sequence;
        _number = number;
    }

    private protected void Emitted()
    {
        Count++;
        _sequence?.Add(_number);
    }
}
