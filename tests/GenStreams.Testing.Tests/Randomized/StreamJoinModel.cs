using System.Text;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>
/// A join of two streams as Kafka Streams defines it, in the simplest words: it looks at all rows, always. <c>KStreamKStreamJoin</c> is the
/// definition of what is emitted when; for an inner join it says no more than that all pairs in the window come, of what the stores still hold.
/// </summary>
internal sealed class StreamJoinModel(long before, long after, long grace, bool keepsLeft, bool keepsRight)
{
    private readonly Side _left = new();
    private readonly Side _right = new();
    private readonly List<Waiting> _waiting = [];
    private readonly long _retention = Math.Max(1, before + after + grace);
    private long _time = -1;
    private long _minTime = long.MaxValue;

    /// <summary>Takes a record.</summary>
    /// <returns>What the join method gets, as <c>key:left/right</c>, and the timestamp of the result.</returns>
    public List<(string? Key, string Value, long Timestamp)> Process(bool isLeft, string? key, string? value, long timestamp)
    {
        var results = new List<(string?, string, long)>();
        void Emit(string? of, string? left, string? right, long time) => results.Add((of, $"{of}:{left}/{right}", time));
        void EmitAlone(Waiting row) => Emit(row.Key, row.IsLeft ? row.Value : null, row.IsLeft ? null : row.Value, row.Timestamp);

        _time = Math.Max(_time, timestamp);
        var (own, other) = isLeft ? (_left, _right) : (_right, _left);
        bool isOuter = isLeft ? keepsLeft : keepsRight;
        var record = new Waiting(timestamp, isLeft, key!, value!);
        if (value is null)
        {
            return results;
        }

        if (key is null)
        {
            if (isOuter)
            {
                EmitAlone(record);
            }

            return results;
        }

        var (lookBack, lookAhead) = isLeft ? (before, after) : (after, before);
        if (timestamp == _time && keepsLeft && unchecked(_minTime + lookAhead + grace) < _time)
        {
            Expire(EmitAlone);
        }

        var matches = other.Rows
            .Where(row => row.Key == key && row.Timestamp >= timestamp - lookBack && row.Timestamp <= timestamp + lookAhead)
            .Where(row => row.Timestamp > other.Observed - _retention)
            .OrderBy(row => row.Timestamp)
            .ToList();
        foreach (var match in matches)
        {
            _waiting.RemoveAll(row => row.IsLeft != isLeft && row.Key == key && row.Timestamp == match.Timestamp);
            Emit(key, isLeft ? value : match.Value, isLeft ? match.Value : value, Math.Max(timestamp, match.Timestamp));
        }

        if (matches.Count == 0 && isOuter)
        {
            if (timestamp + lookAhead < _time)
            {
                EmitAlone(record);
            }
            else
            {
                _minTime = Math.Min(_minTime, timestamp);
                _waiting.Add(record);
            }
        }

        own.Observed = Math.Max(own.Observed, timestamp);
        own.Rows.Add((key, value, timestamp));
        own.Rows.RemoveAll(row => row.Timestamp <= own.Observed - _retention);
        return results;
    }

    private void Expire(Action<Waiting> emit)
    {
        bool isLeftOpen = false;
        bool isRightOpen = false;
        _minTime = long.MaxValue;
        var rows = _waiting.Select((row, arrival) => (Row: row, Arrival: arrival))
            .OrderBy(item => item.Row.Timestamp)
            .ThenBy(item => item.Row.IsLeft)
            .ThenBy(item => Convert.ToHexString(Encoding.UTF8.GetBytes(item.Row.Key)), StringComparer.Ordinal)
            .ThenBy(item => item.Arrival)
            .Select(item => item.Row);
        foreach (var row in rows.ToList())
        {
            _minTime = row.Timestamp;
            if (isLeftOpen && isRightOpen)
            {
                return;
            }

            if (row.Timestamp + (row.IsLeft ? after : before) + grace >= _time)
            {
                isLeftOpen |= row.IsLeft;
                isRightOpen |= !row.IsLeft;
                continue;
            }

            emit(row);
            _waiting.Remove(row);
        }
    }

    private sealed class Side
    {
        public List<(string Key, string Value, long Timestamp)> Rows { get; } = [];

        public long Observed { get; set; } = -1;
    }

    /// <summary>A record without a partner.</summary>
    private sealed record Waiting(long Timestamp, bool IsLeft, string Key, string Value);
}
