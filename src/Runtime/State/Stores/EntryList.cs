namespace GenStreams.State;

/// <summary>Entries of a store in native memory, one of which is looked at; valid until the store is next written to.</summary>
internal sealed unsafe class EntryList
{
    private readonly List<Place> _places = [];

    /// <summary>How many entries there are.</summary>
    public int Count => _places.Count;

    /// <summary>The key of an entry.</summary>
    public ReadOnlySpan<byte> KeyOf(int index) => KeyOf(_places[index]);

    /// <summary>The value of an entry.</summary>
    public ReadOnlySpan<byte> ValueOf(int index) => new((byte*)_places[index].Value, _places[index].ValueLength);

    /// <summary>The timestamp of an entry, milliseconds since 1970-01-01 UTC.</summary>
    public long TimestampOf(int index) => _places[index].Timestamp;

    /// <summary>Adds an entry.</summary>
    /// <param name="key">The key, in native memory.</param>
    /// <param name="value">The value, in native memory.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        fixed (byte* keyBytes = key, valueBytes = value)
        {
            _places.Add(new Place((nint)keyBytes, key.Length, (nint)valueBytes, value.Length, timestamp));
        }
    }

    /// <summary>Removes all entries.</summary>
    public void Clear() => _places.Clear();

    /// <summary>Orders windowed keys by the times at their ends, then by the bytes before.</summary>
    public void SortByTime() => _places.Sort(ByTime);

    private static readonly Comparison<Place> ByTime = static (left, right) =>
    {
        var leftKey = KeyOf(left);
        var rightKey = KeyOf(right);
        int order = leftKey[^EntryTimes.OfWindow..].SequenceCompareTo(rightKey[^EntryTimes.OfWindow..]);
        return order != 0 ? order : leftKey[..^EntryTimes.OfWindow].SequenceCompareTo(rightKey[..^EntryTimes.OfWindow]);
    };

    private static ReadOnlySpan<byte> KeyOf(Place place) => new((byte*)place.Key, place.KeyLength);

    private readonly record struct Place(nint Key, int KeyLength, nint Value, int ValueLength, long Timestamp);
}
