using GenStreams.RocksDb.Native;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>Goes through a column family in the order of the keys' bytes, either way: what is in files and what is not written yet, as one.</summary>
internal readonly unsafe struct RocksDbCursor : IDisposable
{
    private readonly RocksDbDatabase _database;
    private readonly nint _iterator;

    /// <summary>A cursor that stands nowhere.</summary>
    public RocksDbCursor(RocksDbDatabase database, nint family)
    {
        _database = database;
        nint files = RocksDbNative.CreateIteratorCf(database.Handle, database.Settings.Reading, family);
        _iterator = RocksDbNative.WritebatchWiCreateIteratorWithBaseCf(database.Batch, files, family);
    }

    /// <summary>Whether it stands at a key.</summary>
    /// <exception cref="RocksDbException">It does not, since the disk is at fault.</exception>
    public bool IsValid
    {
        get
        {
            if (RocksDbNative.IterValid(_iterator) != 0)
            {
                return true;
            }

            nint error = 0;
            RocksDbNative.IterGetError(_iterator, &error);
            _database.ThrowIf(error);
            return false;
        }
    }

    /// <summary>The key; valid until the cursor moves.</summary>
    public ReadOnlySpan<byte> Key
    {
        get
        {
            nuint length;
            byte* bytes = (byte*)RocksDbNative.IterKey(_iterator, &length);
            return new ReadOnlySpan<byte>(bytes, checked((int)length));
        }
    }

    /// <summary>The value; valid until the cursor moves.</summary>
    public ReadOnlySpan<byte> Value
    {
        get
        {
            nuint length;
            byte* bytes = (byte*)RocksDbNative.IterValue(_iterator, &length);
            return new ReadOnlySpan<byte>(bytes, checked((int)length));
        }
    }

    /// <summary>Goes to the first key.</summary>
    public void MoveToFirst() => RocksDbNative.IterSeekToFirst(_iterator);

    /// <summary>Goes to the last key.</summary>
    public void MoveToLast() => RocksDbNative.IterSeekToLast(_iterator);

    /// <summary>Goes to the first key that is not before another.</summary>
    public void MoveTo(ReadOnlySpan<byte> key)
    {
        fixed (byte* start = key)
        {
            RocksDbNative.IterSeek(_iterator, start, (nuint)key.Length);
        }
    }

    /// <summary>Goes to the last key that is not behind another.</summary>
    public void MoveBackTo(ReadOnlySpan<byte> key)
    {
        fixed (byte* start = key)
        {
            RocksDbNative.IterSeekForPrev(_iterator, start, (nuint)key.Length);
        }
    }

    /// <summary>Goes to the first key behind the one that was told last.</summary>
    public void MoveBehind(ContentCursor told)
    {
        if (!told.HasKey)
        {
            MoveToFirst();
            return;
        }

        MoveTo(told.Key);
        if (IsValid && Key.SequenceEqual(told.Key))
        {
            MoveNext();
        }
    }

    /// <summary>Goes to the next key.</summary>
    public void MoveNext() => RocksDbNative.IterNext(_iterator);

    /// <summary>Goes to the key before.</summary>
    public void MoveBack() => RocksDbNative.IterPrev(_iterator);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_iterator != 0)
        {
            RocksDbNative.IterDestroy(_iterator);
        }
    }
}
