using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A store of time windows, as bytes in native memory. Its key is the windowed key as it is on the wire: a key, and the window's start as
/// 8 bytes, big-endian. A window is out of retention when the greatest start of any that was put exceeds its own by the retention: it is
/// not listed any more, and goes with its segment.
/// </summary>
/// <remarks>
/// As Kafka Streams' persistent window stores: what is out of retention can be looked up and written by its key until its segment goes.
/// With a record cache, as <see cref="KeyValueBytesStore"/>. The changelog's keys have 4 bytes more, a sequence number that is always 0,
/// as Kafka Streams has it. Not thread-safe.
/// </remarks>
public sealed class WindowBytesStore : QueryableStore
{
    /// <summary>Bytes of a window's start, at the end of a key.</summary>
    private const int StartLength = sizeof(long);

    private static readonly Comparison<nint> ByTime = static (left, right) =>
    {
        var leftKey = KeyOf(left);
        var rightKey = KeyOf(right);
        int order = StartOf(leftKey).CompareTo(StartOf(rightKey));
        return order != 0 ? order : leftKey[..^StartLength].SequenceCompareTo(rightKey[..^StartLength]);
    };

    private readonly SegmentList _segments;
    private readonly RecordCacheBudget? _cache;
    private bool _disposed;

    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="retention">For how many milliseconds a window is kept, from its start.</param>
    /// <param name="segmentInterval">How many milliseconds of window starts go out of retention together.</param>
    /// <param name="changelog">Where its changes go; null when it has none.</param>
    /// <param name="cache">How much it may hold back together with the other stores of its thread; null or a limit of 0: nothing.</param>
    /// <param name="keepsOldValues">Whether <see cref="TryTakeChange"/> tells old values.</param>
    public WindowBytesStore(
        string name,
        long retention,
        long segmentInterval,
        IChangelog? changelog = null,
        RecordCacheBudget? cache = null,
        bool keepsOldValues = false)
        : base(name)
    {
        _cache = cache is { Limit: > 0 } ? cache : null;
        var log = changelog == null ? null : new WindowChangelog(changelog);
        _segments = new SegmentList(retention, segmentInterval, () => new KeyValueBytesStore(name, log, _cache, keepsOldValues));
    }

    /// <summary>The greatest start of a window that was put, restored ones included; -1 before the first.</summary>
    public long Time => _segments.Time;

    /// <summary>Whether changes are held back until <see cref="TryTakeChange"/> takes them; else the changelog gets each at once.</summary>
    public bool IsCached => _cache != null;

    /// <summary>
    /// Whether the stores of the thread hold back more than allowed, or this one holds back changes of windows that are out of retention:
    /// who has just changed this store then flushes it (takes all changes).
    /// </summary>
    public bool CacheIsFull => _cache is { IsExceeded: true } || _segments.IsFlushDue;

    /// <inheritdoc/>
    public override int Count
    {
        get
        {
            int count = 0;
            for (int i = 0; i < _segments.Count; i++)
            {
                count += _segments.IsPartlyExpired(i) ? CountLive(_segments[i]) : _segments[i].Count;
            }

            return count;
        }
    }

    /// <summary>The native memory that the store holds, in bytes.</summary>
    public long AllocatedBytes => _segments.AllocatedBytes;

    /// <inheritdoc/>
    public override bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_segments.Find(StartOf(key)) is { } segment)
        {
            return segment.TryGet(key, out entry);
        }

        entry = default;
        return false;
    }

    /// <summary>
    /// Sets the value of a window. One whose segment has gone is left out. <paramref name="key"/> and <paramref name="value"/> may lie in
    /// this store.
    /// </summary>
    /// <param name="key">The windowed key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="headers">The headers that go on with the change when it was held back.</param>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, RecordHeaders? headers = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long start = StartOf(key);
        _segments.Advance(start);
        _segments.GetOrAdd(start)?.Put(key, value, timestamp, headers);
    }

    /// <summary>Deletes a window; one whose segment has gone is left out.</summary>
    /// <param name="key">The windowed key, which may lie in this store.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="headers">The headers that go on with the change when it was held back.</param>
    /// <returns>Whether it was there. As for <see cref="KeyValueBytesStore.Delete"/>, the changelog gets the deletion in any case.</returns>
    public bool Delete(ReadOnlySpan<byte> key, long timestamp, RecordHeaders? headers = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long start = StartOf(key);
        _segments.Advance(start);
        return _segments.GetOrAdd(start)?.Delete(key, timestamp, headers) == true;
    }

    /// <summary>
    /// Takes the next held back change and appends it to the changelog: the earlier segment's first, in a segment in the order of each
    /// key's last change. Otherwise as <see cref="KeyValueBytesStore.TryTakeChange"/>.
    /// </summary>
    /// <param name="change">The change; its spans are valid until the store is next written to, or the next change is taken.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTakeChange(out KeyValueChange change)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int i = 0; i < _segments.Count; i++)
        {
            if (_segments[i].TryTakeChange(out change))
            {
                return true;
            }
        }

        if (_segments.IsFlushDue)
        {
            _segments.DropExpired();
        }

        change = default;
        return false;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The key is not one of this store's changelog, or changes are held back.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        if (key.Length < WindowChangelog.SequenceLength + StartLength)
        {
            throw new InvalidOperationException(
                $"The changelog of the store '{Name}' has a key of {key.Length} bytes, but one of a window has {StartLength} for its start and "
                + $"{WindowChangelog.SequenceLength} for its number: the topic is not this store's.");
        }

        Fill(key[..^WindowChangelog.SequenceLength], value, timestamp);
    }

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long start = StartOf(key);
        _segments.Advance(start);
        _segments.GetOrAdd(start)?.Restore(key, value, timestamp);
    }

    /// <summary>
    /// Adds the windows whose starts lie within a time to a list, in ascending order of starts, and within one start of the keys' bytes.
    /// </summary>
    /// <param name="first">The first start.</param>
    /// <param name="last">The last start, included.</param>
    /// <param name="windows">Where they go: what <see cref="KeyOf"/> takes; valid until the store is next written to.</param>
    internal void CopyWindows(long first, long last, List<nint> windows)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int i = _segments.IndexBefore(first); i < _segments.Count && _segments.StartOf(i) <= last; i++)
        {
            _segments[i].CopyEntries(windows);
        }

        int kept = 0;
        for (int i = 0; i < windows.Count; i++)
        {
            long start = StartOf(KeyOf(windows[i]));
            if (start >= first && start <= last)
            {
                windows[kept++] = windows[i];
            }
        }

        windows.RemoveRange(kept, windows.Count - kept);
        windows.Sort(ByTime);
    }

    /// <summary>The windowed key of a window that was copied.</summary>
    internal static unsafe ReadOnlySpan<byte> KeyOf(nint window) => Entry.KeyOf((Entry*)window);

    /// <summary>The value of a window that was copied.</summary>
    internal static unsafe ReadOnlySpan<byte> ValueOf(nint window) => Entry.ValueOf((Entry*)window);

    /// <summary>The timestamp of a window that was copied, milliseconds since 1970-01-01 UTC.</summary>
    internal static unsafe long TimestampOf(nint window) => ((Entry*)window)->Timestamp;

    /// <inheritdoc/>
    public override void CopyRange(Bytes from, Bytes to, List<StateEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int i = 0; i < _segments.Count; i++)
        {
            int first = entries.Count;
            _segments[i].CopyRange(from, to, entries);
            if (_segments.IsPartlyExpired(i))
            {
                RemoveExpired(entries, first);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _segments.Dispose();
        }
    }

    private static long StartOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadInt64BigEndian(key[^StartLength..]);

    private int CountLive(KeyValueBytesStore segment)
    {
        var entries = new List<StateEntry>();
        segment.CopyRange(Bytes.Null, Bytes.Null, entries);
        RemoveExpired(entries, 0);
        return entries.Count;
    }

    private void RemoveExpired(List<StateEntry> entries, int first)
    {
        int kept = first;
        for (int i = first; i < entries.Count; i++)
        {
            if (StartOf(entries[i].Key.Span) >= _segments.FirstLive)
            {
                entries[kept++] = entries[i];
            }
        }

        entries.RemoveRange(kept, entries.Count - kept);
    }
}
