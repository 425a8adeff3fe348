using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>
/// The entries of a store whose column family has another order than that of the keys' bytes, copied and put in order when it is first asked for, until the
/// store is written to.
/// </summary>
internal sealed class OrderedEntries
{
    private List<StateEntry>? _entries;

    /// <summary>Whether they have to be given anew.</summary>
    public bool IsMissing => _entries is null;

    /// <summary>Takes all entries, in no order.</summary>
    public void Take(List<StateEntry> entries)
    {
        entries.Sort(StateEntry.ByKey);
        _entries = entries;
    }

    /// <summary>Forgets them: the store is written to.</summary>
    public void Forget() => _entries = null;

    /// <summary>Finds the next entry; see <see cref="QueryableStore.TrySeek"/>.</summary>
    public bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found)
    {
        int place = key.IsNull ? (mode.IsDescending ? _entries!.Count - 1 : 0) : PlaceOf(key.Span, mode);
        if (place < 0 || place >= _entries!.Count)
        {
            found = default;
            return false;
        }

        var entry = _entries[place];
        found = new RangeEntry(entry.Key.Span, entry.Value.Span, entry.Timestamp);
        return true;
    }

    private int PlaceOf(ReadOnlySpan<byte> key, SeekMode mode)
    {
        // The first that is not before the key, or, where the key itself is on the other side, the first behind it.
        bool behind = mode.IsDescending != mode.IsPast;
        int from = 0;
        int to = _entries!.Count;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            int order = _entries[middle].Key.Span.SequenceCompareTo(key);
            if (order < 0 || (order == 0 && behind))
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return mode.IsDescending ? from - 1 : from;
    }
}
