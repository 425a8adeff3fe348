using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>The entry that was found last by the order of keys: a copy, since a cursor's own goes when it moves.</summary>
internal sealed class FoundEntry
{
    private readonly KeyWriter _key = new();
    private readonly KeyWriter _value = new();

    /// <summary>Goes to the first key from another on, in some order.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="key">The key; null: from the very beginning.</param>
    /// <param name="mode">The order, and whether the key itself counts.</param>
    public static void Seek(RocksDbCursor cursor, Bytes key, SeekMode mode)
    {
        if (key.IsNull)
        {
            if (mode.IsDescending)
            {
                cursor.MoveToLast();
            }
            else
            {
                cursor.MoveToFirst();
            }

            return;
        }

        if (mode.IsDescending)
        {
            cursor.MoveBackTo(key.Span);
        }
        else
        {
            cursor.MoveTo(key.Span);
        }

        if (mode.IsPast && cursor.IsValid && cursor.Key.SequenceEqual(key.Span))
        {
            Move(cursor, mode);
        }
    }

    /// <summary>Goes one further.</summary>
    public static void Move(RocksDbCursor cursor, SeekMode mode)
    {
        if (mode.IsDescending)
        {
            cursor.MoveBack();
        }
        else
        {
            cursor.MoveNext();
        }
    }

    /// <summary>Takes an entry; it is valid until the next is taken.</summary>
    public RangeEntry Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp) =>
        new(_key.Begin().Bytes(key).Key, _value.Begin().Bytes(value).Key, timestamp);
}
