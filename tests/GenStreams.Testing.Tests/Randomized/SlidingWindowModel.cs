namespace GenStreams.Testing.Tests.Randomized;

/// <summary>
/// Sliding windows by their definition: one ends with each record, one starts right after it when anything is in it, and each holds what
/// lies in it, in the order of arrival. For records that no window that they belong to has closed for, and those that all have.
/// </summary>
internal sealed class SlidingWindowModel(long difference, long grace, Func<IEnumerable<string>, string> aggregate)
{
    private readonly List<(string Key, string Value, long Timestamp)> _records = [];
    private readonly HashSet<Windowed<string>> _emitted = [];
    private long _streamTime = -1;

    /// <summary>All windows, with their values and timestamps.</summary>
    public Dictionary<Windowed<string>, (string Value, long Timestamp)> Windows { get; private set; } = [];

    /// <summary>Takes a record, and gives the windows that have come or changed by it.</summary>
    public List<(Windowed<string> Key, string? Value, long Timestamp)> Process(string? key, string? value, long timestamp)
    {
        if (key is null || value is null)
        {
            return [];
        }

        _streamTime = Math.Max(_streamTime, timestamp);
        if (timestamp + difference < _streamTime - grace)
        {
            return [];
        }

        var before = Windows;
        _records.Add((key, value, timestamp));
        Windows = Windows.Where(window => window.Key.Key != key).Concat(Of(key)).ToDictionary();
        return
        [
            .. Windows.Where(window => !before.TryGetValue(window.Key, out var old) || old != window.Value)
                .Select(window => (window.Key, (string?)window.Value.Value, window.Value.Timestamp)),
        ];
    }

    /// <summary>What has closed, was not given before, and was not moved out of retention by what came.</summary>
    public List<(Windowed<string> Key, string? Value, long Timestamp)> TakeClosed()
    {
        long latest = Windows.Count == 0 ? -1 : Windows.Keys.Max(window => window.Start);
        return
        [
            .. Windows.Where(window => window.Key.End < _streamTime - grace && _emitted.Add(window.Key))
                .Where(window => window.Key.Start >= latest - (2 * difference) - grace)
                .OrderBy(window => window.Key.Start).ThenBy(window => window.Key.Key, StringComparer.Ordinal)
                .Select(window => (window.Key, (string?)window.Value.Value, window.Value.Timestamp)),
        ];
    }

    private Dictionary<Windowed<string>, (string Value, long Timestamp)> Of(string key)
    {
        var records = _records.Where(record => record.Key == key).ToList();
        var starts = records.SelectMany(record => new[] { Math.Max(0, record.Timestamp - difference), record.Timestamp + 1 }).Distinct();
        return starts
            .Select(start => (Start: start, Inside: records.Where(r => r.Timestamp >= start && r.Timestamp <= start + difference).ToList()))
            .Where(window => window.Inside.Count > 0)
            .ToDictionary(
                window => new Windowed<string>(key, window.Start, window.Start + difference),
                window => (aggregate(window.Inside.Select(record => record.Value)), window.Inside.Max(record => record.Timestamp)));
    }
}
