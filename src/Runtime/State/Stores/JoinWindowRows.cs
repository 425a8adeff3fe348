namespace GenStreams.State;

/// <summary>Goes through rows of a <see cref="JoinWindowBytesStore"/>; valid until the store is next written to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe ref struct JoinWindowRows
{
    private readonly JoinWindowBytesStore _store;
    private JoinRow* _row;
    private JoinRow* _end;

    internal JoinWindowRows(JoinWindowBytesStore store, ReadOnlySpan<byte> key, ulong hash, long from, long to)
    {
        _store = store;
        Key = key;
        Hash = hash;
        From = from;
        To = to;
    }

    /// <summary>The value of the row.</summary>
    public readonly ReadOnlySpan<byte> Value => new(_row->Value, _row->Length);

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public readonly long Timestamp => _row->Timestamp;

    /// <summary>The key.</summary>
    internal ReadOnlySpan<byte> Key { get; }

    /// <summary>The key's hash, if the store uses it.</summary>
    internal ulong Hash { get; }

    /// <summary>The first timestamp.</summary>
    internal long From { get; }

    /// <summary>The last timestamp.</summary>
    internal long To { get; }

    /// <summary>How far the store has come with giving rows, by its own numbers.</summary>
    internal long Position { get; set; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext() => (_row != null && ++_row < _end) || _store.MoveNext(ref this);

    /// <summary>Gives the rows that come next.</summary>
    internal void Give(JoinRow* first, JoinRow* end)
    {
        _row = first;
        _end = end;
    }
}
