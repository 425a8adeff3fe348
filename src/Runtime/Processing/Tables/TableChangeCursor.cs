namespace GenStreams.Processing.Tables;

/// <summary>The records that a change of a row makes: the one that takes out comes first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct TableChangeCursor
{
    private readonly TableChangeWriter _writer;
    private readonly Bytes _newKey;
    private Bytes _newValue;
    private readonly Bytes _oldKey;
    private Bytes _oldValue;

    internal TableChangeCursor(TableChangeWriter writer, Bytes newKey, Bytes newValue, Bytes oldKey, Bytes oldValue)
    {
        _writer = writer;
        _newKey = newKey;
        _newValue = newValue;
        _oldKey = oldKey;
        _oldValue = oldValue;
    }

    /// <summary>The group of the current record.</summary>
    public Bytes Key { get; private set; }

    /// <summary>The record's value; valid until the next <see cref="MoveNext"/>.</summary>
    public Bytes Value { get; private set; }

    /// <summary>Goes to the next record.</summary>
    public bool MoveNext()
    {
        if (!_oldValue.IsNull)
        {
            Key = _oldKey;
            if (!_newValue.IsNull && _newKey.Span.SequenceEqual(_oldKey.Span))
            {
                Value = _writer.Both(_newValue.Span, _oldValue.Span);
                _newValue = Bytes.Null;
            }
            else
            {
                Value = _writer.Old(_oldValue.Span);
            }

            _oldValue = Bytes.Null;
            return true;
        }

        if (_newValue.IsNull)
        {
            return false;
        }

        Key = _newKey;
        Value = _writer.New(_newValue.Span);
        _newValue = Bytes.Null;
        return true;
    }
}
