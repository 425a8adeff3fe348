using System.Runtime.InteropServices;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// The versions of the keys of a <see cref="MemoryVersionedStore"/>: those of a key linked from the latest back, and those that later ones
/// have followed by segments of the time at which they ceased to be valid, so that they expire a segment at a time.
/// </summary>
internal sealed unsafe class VersionHistory : IBlockOwner, IDisposable
{
    /// <summary>The bytes of a key's value that link it to its versions.</summary>
    public static readonly int LinkSize = sizeof(VersionBlock*);

    /// <summary>How many segments a history has: expired versions stay for at most that part of the retention.</summary>
    private const int Parts = 8;

    private readonly NativeArena _arena;
    private readonly long _retention;
    private readonly long _interval;

    // A ring: a segment's place is its number modulo the length. From the one in which the history begins to that of the stream time
    // there are never more.
    private readonly VersionBlock*[] _segments;
    private long _oldest;
    private long _begin;
    private long _committedOldest;
    private long _committedBegin;
    private int _placed;

    /// <param name="retention">Milliseconds.</param>
    public VersionHistory(long retention)
    {
        _retention = retention;
        _interval = Math.Max(1, retention / Parts);
        _segments = new VersionBlock*[(int)(retention / _interval) + 2];
        _arena = new NativeArena(this);
    }

    public long AllocatedBytes => _arena.AllocatedBytes;

    /// <summary>The latest version of a key; null when it has none.</summary>
    public static VersionBlock* LatestOf(Entry* owner) => (VersionBlock*)MemoryMarshal.Read<nint>(LinkOf(owner));

    /// <summary>Links a new key to no version.</summary>
    public static void Initialize(Entry* owner)
    {
        Entry.Resize(owner, LinkSize);
        SetLatest(owner, null);
    }

    /// <summary>Puts a version, which is not older than the history.</summary>
    /// <returns>The version, until <see cref="Compact"/>.</returns>
    public VersionBlock* Put(Entry* owner, Bytes value, long timestamp)
    {
        VersionBlock* newer = null;
        var older = LatestOf(owner);
        while (older != null && older->ValidFrom > timestamp)
        {
            newer = older;
            older = older->Older;
        }

        VersionBlock* replaced = null;
        if (older != null && older->ValidFrom == timestamp)
        {
            if (older->Capacity >= value.Span.Length)
            {
                VersionBlock.SetValue(older, value);
                Place(older);
                return older;
            }

            replaced = older;
            older = older->Older;
        }

        var version = NewVersion(owner, value, timestamp);
        Link(version, newer, older);
        Place(version);
        if (older != null)
        {
            // It ceases to be valid earlier than it did.
            Place(older);
        }

        if (replaced != null)
        {
            Unplace(replaced);
            _arena.Free(&replaced->Block);
        }

        return version;
    }

    /// <summary>Lets the history begin at the stream time less the retention. What is before has then to be taken.</summary>
    public void Advance(long streamTime) => _begin = SegmentOf(streamTime - _retention);

    /// <summary>A version that ceased to be valid before the history begins, which is to be removed; null when there is none.</summary>
    public VersionBlock* NextExpired()
    {
        while (_oldest < _begin)
        {
            if (_placed == 0)
            {
                _oldest = _begin;
                break;
            }

            var version = _segments[_oldest % _segments.Length];
            if (version != null)
            {
                return version;
            }

            _oldest++;
        }

        return null;
    }

    /// <summary>The version of a key that has a timestamp; null when there is none.</summary>
    public static VersionBlock* Find(Entry* owner, long timestamp)
    {
        var version = LatestOf(owner);
        while (version != null && version->ValidFrom > timestamp)
        {
            version = version->Older;
        }

        return version != null && version->ValidFrom == timestamp ? version : null;
    }

    /// <summary>The history begins where it does: it never goes back before that.</summary>
    public void Committed() => (_committedOldest, _committedBegin) = (_oldest, _begin);

    /// <summary>
    /// Lets the history begin where it did at the last commit; then what has expired since is put, and what was put is taken back, before
    /// anything expires again.
    /// </summary>
    public void RollBack() => (_oldest, _begin) = (_committedOldest, _committedBegin);

    /// <summary>Removes a version as if it had never been there.</summary>
    public void TakeBack(VersionBlock* version)
    {
        var older = version->Older;
        Remove(version);
        if (older != null)
        {
            // It is valid as long as before.
            Place(older);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _arena.Reset();
        Array.Clear(_segments);
        _oldest = _begin = _committedOldest = _committedBegin = 0;
        _placed = 0;
    }

    /// <summary>Gives memory back; versions may then lie elsewhere.</summary>
    public void Compact() => _arena.Compact();

    /// <inheritdoc/>
    public void Dispose() => _arena.Dispose();

    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to)
    {
        var moved = (VersionBlock*)to;
        Link(moved, moved->Newer, moved->Older);
        if (moved->Segment == VersionBlock.NoSegment)
        {
            return;
        }

        if (moved->Previous == null)
        {
            _segments[moved->Segment % _segments.Length] = moved;
        }
        else
        {
            moved->Previous->Next = moved;
        }

        if (moved->Next != null)
        {
            moved->Next->Previous = moved;
        }
    }

    private static Span<byte> LinkOf(Entry* owner) => new((byte*)(owner + 1) + owner->KeyLength, LinkSize);

    private static void SetLatest(Entry* owner, VersionBlock* version) => MemoryMarshal.Write(LinkOf(owner), (nint)version);

    /// <summary>Makes a version the one between two of its key.</summary>
    private static void Link(VersionBlock* version, VersionBlock* newer, VersionBlock* older)
    {
        version->Newer = newer;
        version->Older = older;
        if (newer == null)
        {
            SetLatest(version->Owner, version);
        }
        else
        {
            newer->Older = version;
        }

        if (older != null)
        {
            older->Newer = version;
        }
    }

    private long SegmentOf(long time) => Math.Max(0, time) / _interval;

    private VersionBlock* NewVersion(Entry* owner, Bytes value, long timestamp)
    {
        var version = (VersionBlock*)_arena.Allocate(checked(sizeof(VersionBlock) + value.Span.Length));
        version->Owner = owner;
        version->ValidFrom = timestamp;
        version->Segment = VersionBlock.NoSegment;
        VersionBlock.SetValue(version, value);
        return version;
    }

    /// <summary>Removes a version.</summary>
    public void Remove(VersionBlock* version)
    {
        if (version->Newer == null)
        {
            SetLatest(version->Owner, version->Older);
        }
        else
        {
            version->Newer->Older = version->Older;
        }

        if (version->Older != null)
        {
            version->Older->Newer = version->Newer;
        }

        Unplace(version);
        _arena.Free(&version->Block);
    }

    /// <summary>
    /// Puts a version among those that expire with it: by when it ceased to be valid; a deletion that is the latest by its own time, as it
    /// only says that earlier versions are not.
    /// </summary>
    private void Place(VersionBlock* version)
    {
        long segment = version->Newer != null ? SegmentOf(version->ValidTo)
            : version->IsDeletion ? SegmentOf(version->ValidFrom)
            : VersionBlock.NoSegment;
        if (segment == version->Segment)
        {
            return;
        }

        Unplace(version);
        if (segment == VersionBlock.NoSegment)
        {
            return;
        }

        ref var first = ref _segments[segment % _segments.Length];
        version->Segment = segment;
        version->Previous = null;
        version->Next = first;
        if (first != null)
        {
            first->Previous = version;
        }

        first = version;
        _placed++;
    }

    private void Unplace(VersionBlock* version)
    {
        if (version->Segment == VersionBlock.NoSegment)
        {
            return;
        }

        if (version->Previous == null)
        {
            _segments[version->Segment % _segments.Length] = version->Next;
        }
        else
        {
            version->Previous->Next = version->Next;
        }

        if (version->Next != null)
        {
            version->Next->Previous = version->Previous;
        }

        version->Segment = VersionBlock.NoSegment;
        _placed--;
    }
}
