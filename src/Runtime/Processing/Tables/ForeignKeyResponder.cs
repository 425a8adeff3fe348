using System.Buffers;

namespace GenStreams.Processing.Tables;

/// <summary>
/// Makes the answers to subscriptions of a foreign-key join. One for each node that answers and task; what it gives lies in its buffer.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ForeignKeyResponder
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>An answer, valid until the next.</summary>
    /// <param name="hash">The subscription's hash.</param>
    /// <param name="rightValue">The right row; null: there is none.</param>
    public Bytes Write(Bytes hash, Bytes rightValue)
    {
        _buffer.ResetWrittenCount();
        _buffer.GetSpan(1)[0] = hash.IsNull ? ForeignKeySubscription.NoHash : ForeignKeyResponse.Version;
        _buffer.Advance(1);
        _buffer.Write(hash.Span);
        _buffer.Write(rightValue.Span);
        return _buffer.WrittenSpan;
    }
}
