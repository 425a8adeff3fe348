using System.Runtime.InteropServices;

namespace GenStreams.State;

/// <summary>A block of a <see cref="MemoryKeyValueStore"/>: this head, then the key, then room for the value.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal unsafe struct Entry
{
    /// <summary><see cref="Change"/> of an entry without a held back change that was never noted in an <see cref="UndoLog"/>.</summary>
    public const int NoChange = -1;

    private const int Deleted = -1;

    /// <summary>The role has the two highest bits of the key's length.</summary>
    private const int RoleShift = 30;
    private const int LargestKey = (1 << RoleShift) - 1;

    /// <summary>A value may leave this many bytes unused or less, however small it is.</summary>
    private const int TolerableSlack = 64;

    /// <summary>What the arena keeps of it.</summary>
    public BlockHeader Block;

    private int _keyLengthAndRole;
    private int _valueLength;

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp;

    /// <summary>
    /// The change in the record cache that this block belongs to; where there is none, the <see cref="UndoLog.Mark"/> that it had when it was
    /// noted last.
    /// </summary>
    public int Change;

    /// <summary>What this block is for.</summary>
    public EntryRole Role
    {
        readonly get => (EntryRole)(_keyLengthAndRole >>> RoleShift);
        set => _keyLengthAndRole = (_keyLengthAndRole & LargestKey) | ((int)value << RoleShift);
    }

    /// <summary>Whether the key is deleted, and only stays until its deletion is flushed.</summary>
    public readonly bool IsDeleted => _valueLength == Deleted;

    /// <summary>Whether the record cache holds a change of the key back.</summary>
    public readonly bool IsHeldBack => Change >= 0;

    /// <summary>How many bytes the key has.</summary>
    public readonly int KeyLength => _keyLengthAndRole & LargestKey;

    /// <summary>How many bytes the value has.</summary>
    public readonly int ValueLength => Math.Max(_valueLength, 0);

    /// <summary>How long the value can become without moving the entry.</summary>
    public readonly int ValueCapacity => Block.Size - sizeof(Entry) - KeyLength;

    /// <summary>The bytes of a block for a key and a value.</summary>
    public static int SizeFor(int keyLength, int valueCapacity) => checked(sizeof(Entry) + keyLength + valueCapacity);

    /// <summary>The key.</summary>
    public static ReadOnlySpan<byte> KeyOf(Entry* entry) => new(entry + 1, entry->KeyLength);

    /// <summary>The value; empty when deleted.</summary>
    public static ReadOnlySpan<byte> ValueOf(Entry* entry) => new((byte*)(entry + 1) + entry->KeyLength, entry->ValueLength);

    /// <summary>A new block with a key, still without a value.</summary>
    public static Entry* Create(NativeArena arena, EntryRole role, ReadOnlySpan<byte> key, int valueCapacity)
    {
        var entry = (Entry*)arena.Allocate(SizeFor(key.Length, valueCapacity));
        Initialize(entry, role, key);
        return entry;
    }

    /// <summary>Whether a value fits into room, and does not leave most of it unused.</summary>
    public static bool IsRoomRight(int capacity, int valueLength) =>
        capacity >= valueLength && capacity - valueLength <= Math.Max(valueLength, TolerableSlack);

    /// <summary>Fills a new block.</summary>
    public static void Initialize(Entry* entry, EntryRole role, ReadOnlySpan<byte> key)
    {
        if (key.Length > LargestKey)
        {
            throw new ArgumentException($"A key of {key.Length:N0} bytes is too large for a store.", nameof(key));
        }

        entry->_keyLengthAndRole = key.Length;
        entry->_valueLength = Deleted;
        entry->Change = NoChange;
        entry->Role = role;
        key.CopyTo(new Span<byte>(entry + 1, key.Length));
    }

    /// <summary>Sets the value, which fits; it may overlap the value that is there.</summary>
    public static void SetValue(Entry* entry, ReadOnlySpan<byte> value)
    {
        value.CopyTo(new Span<byte>((byte*)(entry + 1) + entry->KeyLength, value.Length));
        entry->_valueLength = value.Length;
    }

    /// <summary>Gives the value another length, which fits; what it holds up to there stays.</summary>
    /// <returns>The value, to be written.</returns>
    public static Span<byte> Resize(Entry* entry, int valueLength)
    {
        entry->_valueLength = valueLength;
        return new((byte*)(entry + 1) + entry->KeyLength, valueLength);
    }

    /// <summary>Marks the key as deleted.</summary>
    public static void Delete(Entry* entry) => entry->_valueLength = Deleted;
}
