using System.Buffers;

namespace GenStreams.Processing.Tables;

/// <summary>
/// Makes the records that a grouped table sends to its repartition topic. One for each operator and task; what it gives lies in its buffer.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TableChangeWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>
    /// The records that a change of a row makes: one when the row stays in its group, else one for the group that it leaves and one for the
    /// group that it comes to. A group or a value that is null makes none.
    /// </summary>
    /// <param name="newKey">The group that the row belongs to now; null: none.</param>
    /// <param name="newValue">What it is there.</param>
    /// <param name="oldKey">The group that the row belonged to before; null: none.</param>
    /// <param name="oldValue">What it was there.</param>
    public TableChangeCursor Between(Bytes newKey, Bytes newValue, Bytes oldKey, Bytes oldValue) =>
        new(this, newKey, newKey.IsNull ? Bytes.Null : newValue, oldKey, oldKey.IsNull ? Bytes.Null : oldValue);

    internal Bytes Old(ReadOnlySpan<byte> value) => One(value, TableChange.OldOnly);

    internal Bytes New(ReadOnlySpan<byte> value) => One(value, TableChange.NewOnly);

    internal Bytes Both(ReadOnlySpan<byte> newValue, ReadOnlySpan<byte> oldValue)
    {
        _buffer.ResetWrittenCount();
        _buffer.Advance(Varint.Write(newValue.Length, _buffer.GetSpan(Varint.MaxLength)));
        _buffer.Write(newValue);
        return Finish(oldValue, TableChange.Both);
    }

    private Bytes One(ReadOnlySpan<byte> value, byte format)
    {
        _buffer.ResetWrittenCount();
        return Finish(value, format);
    }

    private Bytes Finish(ReadOnlySpan<byte> value, byte format)
    {
        _buffer.Write(value);
        _buffer.GetSpan(1)[0] = format;
        _buffer.Advance(1);
        return _buffer.WrittenSpan;
    }
}
