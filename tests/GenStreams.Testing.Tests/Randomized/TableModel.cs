namespace GenStreams.Testing.Tests.Randomized;

/// <summary>The last value of each key, as records of a topic make it.</summary>
internal sealed class TableModel<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    public SortedDictionary<TKey, TValue> Rows { get; } = [];

    public TValue? this[TKey key] => Rows.GetValueOrDefault(key);

    /// <summary>Sets or deletes a row, and gives what it was before.</summary>
    public TValue? Set(TKey key, TValue? value)
    {
        var old = this[key];
        if (value is null)
        {
            Rows.Remove(key);
        }
        else
        {
            Rows[key] = value;
        }

        return old;
    }

    /// <summary>The rows that a function makes of all keys of two tables.</summary>
    public SortedDictionary<TKey, string> JoinAll(TableModel<TKey, TValue> other, Func<TKey, TValue?, TValue?, string?> joiner)
    {
        var joined = new SortedDictionary<TKey, string>();
        foreach (var key in Rows.Keys.Union(other.Rows.Keys))
        {
            if (joiner(key, this[key], other[key]) is { } row)
            {
                joined.Add(key, row);
            }
        }

        return joined;
    }
}
