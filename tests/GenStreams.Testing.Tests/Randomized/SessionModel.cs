namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Sessions by their definition, without a store: a list that is searched from end to end.</summary>
/// <param name="gap">The greatest distance within a session.</param>
/// <param name="grace">How long a session takes late records.</param>
/// <param name="first">The first aggregate; null: the first value is it.</param>
/// <param name="add">Adds a value to an aggregate.</param>
/// <param name="merge">Makes one aggregate of two.</param>
/// <param name="isCached">Whether its store has a record cache: then it finds sessions too that queries do not find any more.</param>
internal sealed class SessionModel(
    long gap,
    long grace,
    string? first,
    Func<string, string?, string?, string?> add,
    Func<string, string?, string?, string?> merge,
    bool isCached = false)
{
    private readonly List<(Windowed<string> Key, string Value)> _sessions = [];
    private readonly HashSet<Windowed<string>> _emitted = [];
    private long _streamTime = -1;
    private long _latestEnd = -1;

    /// <summary>The sessions that queries find: those that ended within the retention.</summary>
    public IEnumerable<(Windowed<string> Key, string Value)> Readable =>
        _sessions.Where(session => IsReadable(session.Key)).OrderBy(session => session.Key.Start).ThenBy(session => session.Key.Key, StringComparer.Ordinal);

    /// <summary>Takes a record, and gives what an aggregation tells of it.</summary>
    public List<(Windowed<string> Key, string? Value, long Timestamp)> Process(string? key, string? value, long timestamp)
    {
        var told = new List<(Windowed<string>, string?, long)>();
        if (key is null)
        {
            return told;
        }

        _streamTime = Math.Max(_streamTime, timestamp);
        var found = _sessions.Where(s => s.Key.Key == key && s.Key.End >= timestamp - gap && s.Key.Start <= timestamp + gap)
            .Where(s => isCached || IsReadable(s.Key))
            .OrderBy(s => s.Key.End).ToList();
        var merged = new Windowed<string>(
            key, found.Select(s => s.Key.Start).Append(timestamp).Min(), found.Select(s => s.Key.End).Append(timestamp).Max());
        if (merged.End < _streamTime - gap - grace)
        {
            return told;
        }

        string? aggregate = add(key, found.Aggregate(first, (left, session) => merge(key, left, session.Value)), value);
        foreach (var (replaced, _) in found)
        {
            _sessions.RemoveAll(session => session.Key == replaced);
            if (IsReadable(replaced) && (replaced != merged || (isCached ? aggregate is null : merged.Start != merged.End)))
            {
                told.Add((replaced, null, replaced.End));
            }
        }

        if (found.Count > 0 || aggregate is not null || !isCached)
        {
            _latestEnd = Math.Max(_latestEnd, merged.End);
        }

        if (aggregate is not null)
        {
            _sessions.Add((merged, aggregate));
        }

        // Only a cache knows that what was not there is not deleted.
        if (aggregate is not null || !isCached)
        {
            told.Add((merged, aggregate, merged.End));
        }

        return told;
    }

    /// <summary>What has closed and was not given before.</summary>
    public List<(Windowed<string> Key, string? Value, long Timestamp)> TakeClosed() =>
    [
        .. _sessions.Where(session => session.Key.End < _streamTime - gap - grace && _emitted.Add(session.Key))
            .OrderBy(session => session.Key.End).ThenBy(session => session.Key.Start).ThenBy(session => session.Key.Key, StringComparer.Ordinal)
            .Select(session => (session.Key, (string?)session.Value, session.Key.End)),
    ];

    private bool IsReadable(Windowed<string> session) => session.End >= _latestEnd - gap - grace + 1;
}
