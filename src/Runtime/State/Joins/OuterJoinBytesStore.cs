using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// The records of a left or outer join that have found no partner yet, in the order of their time: of one time right before left, then by key.
/// All values of one key, side and time are one row. In native memory; not cached.
/// </summary>
/// <remarks>
/// Keys and values of the changelog are Kafka Streams': the timestamp, a byte that is 1 for the left side, the key; and a list, whose
/// values begin with that byte too. Not thread-safe.
/// </remarks>
public sealed unsafe class OuterJoinBytesStore : StateStore, IBlockOwner
{
    /// <summary>What stands before the key in the changelog: timestamp and side.</summary>
    private const int KeyPrefix = sizeof(long) + 1;

    /// <summary>What stands before the values: that their lengths vary, and how many they are.</summary>
    private const int ListPrefix = 1 + sizeof(int);

    /// <summary>What stands before each value: its length, and the side.</summary>
    private const int ValuePrefix = sizeof(int) + 1;

    /// <summary>Kafka's mark of a list whose values have lengths of their own.</summary>
    private const byte VariableLengths = 1;

    private readonly NativeArena _arena;
    private readonly OuterRowList _left;
    private readonly OuterRowList _right;
    private readonly IChangelog? _changelog;
    private byte[] _changelogKey = new byte[64];
    private bool _disposed;

    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="changelog">Where its changes go; null when it has none.</param>
    public OuterJoinBytesStore(string name, IChangelog? changelog = null)
        : base(name)
    {
        _changelog = changelog;
        _arena = new NativeArena(this);
        _left = new OuterRowList(_arena);
        _right = new OuterRowList(_arena);
    }

    /// <summary>How many rows there are.</summary>
    public int Count => _left.Count + _right.Count;

    /// <summary>The native memory that the store holds, in bytes.</summary>
    public long AllocatedBytes => _arena.AllocatedBytes + _left.AllocatedBytes + _right.AllocatedBytes;

    /// <summary>The rows of the left side.</summary>
    internal OuterRowList Left => _left;

    /// <summary>The rows of the right side.</summary>
    internal OuterRowList Right => _right;

    /// <summary>Adds a value to the row of its key, side and time.</summary>
    /// <param name="isLeft">Whether it came from the left side.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC, not negative.</param>
    public void Add(bool isLeft, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var list = isLeft ? _left : _right;
        int added = checked(ValuePrefix + value.Length);
        int place = list.Find(key, timestamp);
        OuterRow* row;
        if (place < 0 || list.At(place)->IsRemoved)
        {
            row = Put(list, isLeft, key, timestamp, place, checked(ListPrefix + added));
            var values = SetLength(row, ListPrefix);
            values[0] = VariableLengths;
            BinaryPrimitives.WriteInt32BigEndian(values[1..], 0);
        }
        else
        {
            row = WithRoom(list, place, added);
        }

        int before = row->ValuesLength;
        var bytes = SetLength(row, before + added);
        BinaryPrimitives.WriteInt32BigEndian(bytes[1..], BinaryPrimitives.ReadInt32BigEndian(bytes[1..]) + 1);
        BinaryPrimitives.WriteInt32BigEndian(bytes[before..], value.Length + 1);
        bytes[before + sizeof(int)] = Side(isLeft);
        value.CopyTo(bytes[(before + ValuePrefix)..]);
        Log(row, new Bytes(bytes), timestamp);
        _arena.Compact();
    }

    /// <summary>Removes a row, if it is there.</summary>
    /// <param name="isLeft">Its side.</param>
    /// <param name="key">Its key.</param>
    /// <param name="timestamp">Its time.</param>
    /// <param name="now">The timestamp of the record that it is removed for, which the changelog gets.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(bool isLeft, ReadOnlySpan<byte> key, long timestamp, long now)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var list = isLeft ? _left : _right;
        int place = list.Find(key, timestamp);
        if (place < 0 || list.At(place)->IsRemoved)
        {
            return false;
        }

        Log(list.At(place), Bytes.Null, now);
        list.Remove(place);
        _arena.Compact();
        return true;
    }

    /// <summary>Takes a record of the changelog in.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those of such a changelog.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (key.Length < KeyPrefix || (!value.IsNull && !IsList(value.Span)))
        {
            throw new InvalidDataException(
                $"The changelog of store '{Name}' has a record that is none of an outer join: its keys are timestamp, side and key, its values "
                + $"lists; found a key of {key.Length} and a value of {value.Span.Length} bytes. Is the topic another store's?");
        }

        long time = BinaryPrimitives.ReadInt64BigEndian(key);
        bool isLeft = key[sizeof(long)] == Side(isLeft: true);
        key = key[KeyPrefix..];
        var list = isLeft ? _left : _right;
        int place = list.Find(key, time);
        if (!value.IsNull)
        {
            var row = Put(list, isLeft, key, time, place, value.Span.Length);
            value.Span.CopyTo(SetLength(row, value.Span.Length));
        }
        else if (place >= 0 && !list.At(place)->IsRemoved)
        {
            list.Remove(place);
        }

        _arena.Compact();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _disposed = true;
        _arena.Dispose();
        _left.Dispose();
        _right.Dispose();
    }

    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to)
    {
        var row = (OuterRow*)to;
        var list = row->IsLeft ? _left : _right;
        list.Moved(list.Find(OuterRow.KeyOf(row), row->Timestamp), row);
    }

    /// <summary>The value of a row's list that begins at an offset.</summary>
    internal static ReadOnlySpan<byte> ValueAt(OuterRow* row, int offset) =>
        OuterRow.ValuesOf(row)[(offset + ValuePrefix)..After(row, offset)];

    /// <summary>Where the value behind the one that begins at an offset begins.</summary>
    internal static int After(OuterRow* row, int offset) =>
        offset + sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(OuterRow.ValuesOf(row)[offset..]);

    /// <summary>Where the first value of a row's list begins.</summary>
    internal static int FirstValue => ListPrefix;

    /// <summary>Removes the first row of a side; its memory stays readable until <see cref="Compact"/>.</summary>
    internal void RemoveFirst(OuterRowList list, long now)
    {
        Log(list.First, Bytes.Null, now);
        list.RemoveFirst();
    }

    /// <summary>Moves blocks together where many are gone.</summary>
    internal void Compact() => _arena.Compact();

    private static byte Side(bool isLeft) => isLeft ? (byte)1 : (byte)0;

    private static bool IsList(ReadOnlySpan<byte> values) => values.Length > ListPrefix && values[0] == VariableLengths;

    private static Span<byte> SetLength(OuterRow* row, int length)
    {
        row->ValuesLength = length;
        return OuterRow.ValuesOf(row);
    }

    /// <summary>A row without values, in the place of the one that is there, or as a new one.</summary>
    private OuterRow* Put(OuterRowList list, bool isLeft, ReadOnlySpan<byte> key, long timestamp, int place, int capacity)
    {
        var row = (OuterRow*)_arena.Allocate(OuterRow.SizeFor(key.Length, capacity));
        OuterRow.Initialize(row, isLeft, key, timestamp);
        if (place < 0)
        {
            list.Insert(~place, row);
        }
        else
        {
            list.Replace(place, row);
        }

        return row;
    }

    /// <summary>The row of a place with room for more values: a list that grew is likely to grow again.</summary>
    private OuterRow* WithRoom(OuterRowList list, int place, int added)
    {
        var row = list.At(place);
        int length = checked(row->ValuesLength + added);
        if (row->Capacity >= length)
        {
            return row;
        }

        var larger = Put(list, row->IsLeft, OuterRow.KeyOf(row), row->Timestamp, place, checked(length + length / 4));
        OuterRow.ValuesOf(row).CopyTo(SetLength(larger, row->ValuesLength));
        return larger;
    }

    private void Log(OuterRow* row, Bytes values, long timestamp)
    {
        if (_changelog is null)
        {
            return;
        }

        var key = OuterRow.KeyOf(row);
        int length = checked(KeyPrefix + key.Length);
        if (_changelogKey.Length < length)
        {
            _changelogKey = new byte[Math.Max(length, _changelogKey.Length * 2)];
        }

        var bytes = _changelogKey.AsSpan(0, length);
        BinaryPrimitives.WriteInt64BigEndian(bytes, row->Timestamp);
        bytes[sizeof(long)] = Side(row->IsLeft);
        key.CopyTo(bytes[KeyPrefix..]);
        _changelog.Append(bytes, values, timestamp);
    }
}
