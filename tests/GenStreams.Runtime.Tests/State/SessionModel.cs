using System.Text;

namespace GenStreams.Runtime.Tests.State;

/// <summary>What a session store should hold and hold back, in the simplest words: a list of sessions and a list of changes.</summary>
internal sealed class SessionModel(long retention, bool isCached)
{
    private readonly Dictionary<Session, string> _flushed = [];
    private readonly List<(Session Session, long Timestamp)> _changed = [];
    private readonly Dictionary<Session, string> _content = [];
    private long _observed = -1;

    /// <summary>The wire form of a session's key.</summary>
    public static byte[] Wire(Session session)
    {
        byte[] wire = [.. Encoding.Latin1.GetBytes(session.Key), .. BitConverter.GetBytes(session.End).Reverse(), .. BitConverter.GetBytes(session.Start).Reverse()];
        return wire;
    }

    public void Put(Session session, string value, long timestamp)
    {
        Changed(session, timestamp);
        _content[session] = value;
    }

    public void Delete(Session session, long timestamp)
    {
        Changed(session, timestamp);
        _content.Remove(session);
    }

    /// <summary>What can be read: all that ended within the retention.</summary>
    public List<(Session Session, string Value)> Readable() =>
        [.. _content.Where(entry => IsReadable(entry.Key)).Select(entry => (entry.Key, entry.Value))];

    /// <summary>What was not forgotten: a segment of time goes at once, and where sessions are found by records, one segment later.</summary>
    public List<Session> Kept(int segments) => [.. _content.Keys.Where(session => IsKept(session, segments))];

    public List<Session> Find(string key, long earliestEnd, long latestStart) =>
    [
        .. _content.Keys.Where(s => s.Key == key && s.End >= earliestEnd && s.Start <= latestStart)
            .Where(s => isCached ? IsKept(s, segments: 1) : IsReadable(s))
            .OrderBy(s => s.End).ThenBy(s => s.Start),
    ];

    /// <summary>What a flush tells, and with which timestamps the changelog gets it.</summary>
    public List<(Session Session, string? OldValue, string? NewValue, long Timestamp)> Flush(bool keepsOldValues)
    {
        var taken = new List<(Session, string?, string?, long)>();
        foreach (var (session, timestamp) in _changed)
        {
            string? before = _flushed.GetValueOrDefault(session);
            string? after = _content.GetValueOrDefault(session);
            if (before is not null || after is not null)
            {
                taken.Add((session, keepsOldValues ? before : null, after, timestamp));
            }
        }

        _changed.Clear();
        _flushed.Clear();
        foreach (var (session, value) in _content)
        {
            _flushed.Add(session, value);
        }

        return taken;
    }

    private bool IsKept(Session session, int segments)
    {
        long segment = Math.Max(retention / 2, 60_000);
        return session.End / segment >= (Math.Max(0, _observed - retention) / segment) - segments;
    }

    private bool IsReadable(Session session) => session.End >= _observed - retention + 1;

    private void Changed(Session session, long timestamp)
    {
        _observed = Math.Max(_observed, session.End);
        _changed.RemoveAll(change => change.Session == session);
        _changed.Add((session, timestamp));
    }

    internal sealed record Session(string Key, long Start, long End);
}
