using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Processing.Tables;

/// <summary>
/// Makes the subscriptions that a change of a left row in a foreign-key join asks for. One for each join and task; what it gives lies in
/// its buffer.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ForeignKeySubscriber
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The subscriptions of an inner join.</summary>
    /// <param name="partition">The left table's partition, where answers shall go.</param>
    /// <param name="primaryKey">The left row's key.</param>
    /// <param name="newValue">The left row now; null: it is gone.</param>
    /// <param name="newKey">Its foreign key; null: it has none.</param>
    /// <param name="oldKey">The foreign key that it had before; null: it had none, or was not there.</param>
    public ForeignKeySubscriptionCursor Inner(int partition, Bytes primaryKey, Bytes newValue, Bytes newKey, Bytes oldKey)
    {
        var cursor = new ForeignKeySubscriptionCursor(this, partition, primaryKey, newValue);
        if (newKey.IsNull)
        {
            if (!oldKey.IsNull)
            {
                // There may be no result that has to go; only the right side knows.
                cursor.Add(oldKey, SubscriptionInstruction.Delete);
            }
        }
        else if (oldKey.IsNull || newKey.Span.SequenceEqual(oldKey.Span))
        {
            cursor.Add(newKey, SubscriptionInstruction.AnswerWhenFound);
        }
        else
        {
            cursor.Add(oldKey, SubscriptionInstruction.DeleteSilently);
            cursor.Add(newKey, SubscriptionInstruction.AnswerAlways);
        }

        return cursor;
    }

    /// <summary>The subscriptions of a left join: one is always answered, so that the row is in the result whatever its partner.</summary>
    /// <param name="partition">The left table's partition, where answers shall go.</param>
    /// <param name="primaryKey">The left row's key.</param>
    /// <param name="newValue">The left row now; null: it is gone.</param>
    /// <param name="newKey">Its foreign key; null: it has none.</param>
    /// <param name="wasThere">Whether the row was there before.</param>
    /// <param name="oldKey">The foreign key that it had before; null: it had none.</param>
    public ForeignKeySubscriptionCursor Left(
        int partition, Bytes primaryKey, Bytes newValue, Bytes newKey, bool wasThere, Bytes oldKey)
    {
        var cursor = new ForeignKeySubscriptionCursor(this, partition, primaryKey, newValue);
        if (newValue.IsNull && !wasThere)
        {
            return cursor;
        }

        if (!oldKey.IsNull && (newKey.IsNull || !newKey.Span.SequenceEqual(oldKey.Span)))
        {
            cursor.Add(oldKey, SubscriptionInstruction.DeleteSilently);
        }

        cursor.Add(newKey, SubscriptionInstruction.AnswerAlways);
        return cursor;
    }

    internal Bytes Write(SubscriptionInstruction instruction, int partition, Bytes primaryKey, Bytes value)
    {
        _buffer.ResetWrittenCount();
        var head = _buffer.GetSpan(ForeignKeySubscription.HeadLength + Murmur3.Length);
        head[0] = ForeignKeySubscription.Version;
        head[1] = (byte)instruction;
        int length = ForeignKeySubscription.HeadLength;
        if (value.IsNull)
        {
            head[0] |= ForeignKeySubscription.NoHash;
        }
        else
        {
            Murmur3.Hash(value.Span, head[length..]);
            length += Murmur3.Length;
        }

        _buffer.Advance(length);
        _buffer.Write(primaryKey.Span);
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), partition);
        _buffer.Advance(sizeof(int));
        return _buffer.WrittenSpan;
    }
}
