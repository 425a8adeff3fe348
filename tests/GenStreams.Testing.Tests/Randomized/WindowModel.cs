using System.Text;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>
/// An aggregation in tumbling or hopping windows as Kafka Streams defines it, in the simplest words: all windows that there could be are
/// looked at, all records are kept.
/// </summary>
internal sealed class WindowModel(long size, long advance, long grace, bool onClose)
{
    private readonly Dictionary<(string Key, long Start), (string Texts, long Timestamp)> _windows = [];
    private readonly HashSet<(string Key, long Start)> _emitted = [];
    private long _time = -1;

    /// <summary>How many windows of records were closed when those came.</summary>
    public int Dropped { get; private set; }

    /// <summary>Takes a record.</summary>
    /// <returns>What comes out.</returns>
    public List<(Windowed<string> Key, string Texts, long Timestamp)> Process(string? key, string? value, long timestamp)
    {
        var results = new List<(Windowed<string>, string, long)>();
        if (key is null)
        {
            Dropped++;
            return results;
        }

        _time = Math.Max(_time, timestamp);
        for (long start = 0; start <= timestamp; start += advance)
        {
            if (timestamp >= start + size)
            {
                continue;
            }

            if (start + size <= _time - grace)
            {
                Dropped++;
                continue;
            }

            var window = _windows.TryGetValue((key, start), out var found)
                ? ($"{found.Texts}+{value}", Math.Max(found.Timestamp, timestamp))
                : ($"{value}", timestamp);
            _windows[(key, start)] = window;
            if (!onClose)
            {
                results.Add((new(key, start, start + size), window.Item1, window.Item2));
            }
        }

        return onClose ? Close() : results;
    }

    /// <summary>What closes when stream time goes on without a record.</summary>
    public List<(Windowed<string> Key, string Texts, long Timestamp)> Advance(long time)
    {
        _time = Math.Max(_time, time);
        return Close();
    }

    private List<(Windowed<string> Key, string Texts, long Timestamp)> Close()
    {
        var closed = _windows
            .Where(window => window.Key.Start + size <= _time - grace && _emitted.Add(window.Key))
            .OrderBy(window => window.Key.Start)
            .ThenBy(window => Convert.ToHexString(Encoding.UTF8.GetBytes(window.Key.Key)), StringComparer.Ordinal);
        return
        [
            .. closed.Select(window => (
                new Windowed<string>(window.Key.Key, window.Key.Start, window.Key.Start + size), window.Value.Texts, window.Value.Timestamp)),
        ];
    }
}
