using GenStreams.RocksDb.Native;

namespace GenStreams.RocksDb;

/// <summary>
/// A column family of a task's database: an ordered map from bytes to bytes. What is written goes into the batch that the next commit writes, and
/// is read from there until then.
/// </summary>
/// <remarks>Not thread-safe. A value that was read stays readable until some more were read, or the database is closed.</remarks>
internal sealed unsafe class RocksDbFamily
{
    /// <summary>How many values that were read stay readable.</summary>
    private const int ReadableValues = 16;

    /// <summary>What a change takes in the batch apart from its bytes, about.</summary>
    private const int ChangeOverhead = 48;

    private readonly RocksDbDatabase _database;
    private readonly nint[] _values = new nint[ReadableValues];
    private int _next;

    /// <summary>A column family.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="name">Its name.</param>
    /// <param name="handle">What RocksDB knows it by.</param>
    public RocksDbFamily(RocksDbDatabase database, string name, nint handle)
    {
        _database = database;
        Name = name;
        Handle = handle;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What RocksDB knows it by.</summary>
    public nint Handle { get; set; }

    /// <summary>Whether there is no key.</summary>
    public bool IsEmpty
    {
        get
        {
            using var cursor = Cursor();
            cursor.MoveToFirst();
            return !cursor.IsValid;
        }
    }

    /// <summary>Reads a value.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="RocksDbException">The disk is at fault.</exception>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        nint error = 0;
        nint found;
        fixed (byte* start = key)
        {
            found = RocksDbNative.WritebatchWiGetPinnedFromBatchAndDbCf(
                _database.Batch, _database.Handle, _database.Settings.Reading, Handle, start, (nuint)key.Length, &error);
        }

        _database.ThrowIf(error);
        if (found == 0)
        {
            value = default;
            return false;
        }

        Keep(found);
        nuint length;
        byte* bytes = (byte*)RocksDbNative.PinnablesliceValue(found, &length);
        value = new ReadOnlySpan<byte>(bytes, checked((int)length));
        return true;
    }

    /// <summary>Sets a value.</summary>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* start = key)
        fixed (byte* valueStart = value)
        {
            RocksDbNative.WritebatchWiPutCf(_database.Batch, Handle, start, (nuint)key.Length, valueStart, (nuint)value.Length);
        }

        _database.Changed(key.Length + value.Length + ChangeOverhead);
    }

    /// <summary>Removes a key, whether it is there or not.</summary>
    public void Delete(ReadOnlySpan<byte> key)
    {
        fixed (byte* start = key)
        {
            RocksDbNative.WritebatchWiDeleteCf(_database.Batch, Handle, start, (nuint)key.Length);
        }

        _database.Changed(key.Length + ChangeOverhead);
    }

    /// <summary>Removes the keys between two at once, not with the next commit: from files, not from what was written since the last commit.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The one behind the last.</param>
    /// <exception cref="RocksDbException">The disk is at fault.</exception>
    public void DeleteRange(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        nint error = 0;
        fixed (byte* start = from)
        fixed (byte* end = to)
        {
            RocksDbNative.DeleteRangeCf(
                _database.Handle, _database.Settings.Writing, Handle, start, (nuint)from.Length, end, (nuint)to.Length, &error);
        }

        _database.ThrowIf(error);
    }

    /// <summary>A cursor over the keys as they are now; it stands nowhere. It must not outlive the next commit or roll back.</summary>
    public RocksDbCursor Cursor() => new(_database, Handle);

    /// <summary>Lets all values go that were read.</summary>
    public void Release()
    {
        foreach (ref nint value in _values.AsSpan())
        {
            if (value != 0)
            {
                RocksDbNative.PinnablesliceDestroy(value);
                value = 0;
            }
        }
    }

    private void Keep(nint value)
    {
        ref nint place = ref _values[_next];
        _next = (_next + 1) % ReadableValues;
        if (place != 0)
        {
            RocksDbNative.PinnablesliceDestroy(place);
        }

        place = value;
    }
}
