using System.Globalization;
using GenStreams.Soak.Checks;

namespace GenStreams.Soak.Feeds;

/// <summary>
/// Events for hopping and session windows. What a window holds depends on stream time only for records that are late, and all that has a
/// say in it is in one partition of one topic, in an order that is this feed's: so each result is known to the last digit. Records out
/// of order stay far within the grace of 60 s, and late ones lie far behind it: late keys never come in time, so a result of one means
/// that a task has forgotten how late it is.
/// </summary>
internal sealed class EventsFeed
{
    public const string Topic = "soak-events";

    private const long Size = 4000;
    private const long Advance = 2000;
    private const long Gap = 2000;
    private const long Disorder = 1000;
    private const long Late = 600_000;

    private readonly InputProducer _producer;
    private readonly Ledger _ledger;
    private readonly Random _random;
    private readonly long[] _times = new long[SoakRun.Partitions];
    private readonly Dictionary<(string Key, long Start), (long Count, long Sum)> _hops = [];
    private readonly Dictionary<string, List<Session>> _sessions = [];

    public EventsFeed(InputProducer producer, Ledger ledger, int seed)
    {
        _producer = producer;
        _ledger = ledger;
        _random = new Random(seed);
        Array.Fill(_times, SoakRun.StartOfTime);
    }

    public async Task RunAsync(double perSecond, CancellationToken stop)
    {
        for (int partition = 0; partition < SoakRun.Partitions; partition++)
        {
            // The second record makes the time before it late.
            SendOnTime(partition, 0);
            _times[partition] += 2 * Late;
            SendOnTime(partition, 0);
        }

        var pace = new Pace(perSecond);
        while (!stop.IsCancellationRequested)
        {
            for (int due = await pace.NextAsync(); due > 0; due--)
            {
                int partition = _random.Next(SoakRun.Partitions);
                if (_random.Next(20) == 0)
                {
                    SendLate(partition);
                }
                else
                {
                    _times[partition] += _random.Next(50);
                    SendOnTime(partition, _random.Next(4) == 0 ? _random.NextInt64(Disorder) : 0);
                }
            }
        }
    }

    private void SendLate(int partition) => Send(
        _producer.NewRecord(), partition, string.Create(CultureInfo.InvariantCulture, $"late{partition}-{_random.Next(20)}"), _times[partition] - Late);

    private void SendOnTime(int partition, long before)
    {
        var record = _producer.NewRecord();
        string key = string.Create(CultureInfo.InvariantCulture, $"p{partition}-{_random.Next(50)}");
        long time = _times[partition] - before;
        ExpectHops(record, key, time);
        ExpectSession(record, key, time);
        Send(record, partition, key, time);
    }

    private void Send(InputRecord record, int partition, string key, long time) => _producer.Send(record, Topic, partition, key, record.Id, time);

    private void ExpectHops(InputRecord record, string key, long time)
    {
        for (long start = time / Advance * Advance; start > time - Size; start -= Advance)
        {
            var (count, sum) = _hops.GetValueOrDefault((key, start));
            _hops[(key, start)] = (++count, sum += long.Parse(record.Id, CultureInfo.InvariantCulture));
            _ledger.Expect(record, Windows.HopIdentity(key, start, record.Id), Windows.Value(count, sum));
        }
    }

    private void ExpectSession(InputRecord record, string key, long time)
    {
        var sessions = _sessions.TryGetValue(key, out var found) ? found : _sessions[key] = [];
        var now = new Session(time, time, 1, long.Parse(record.Id, CultureInfo.InvariantCulture));
        foreach (var near in sessions.Where(session => session.End >= time - Gap && session.Start <= time + Gap).ToList())
        {
            now = new(Math.Min(now.Start, near.Start), Math.Max(now.End, near.End), now.Count + near.Count, now.Sum + near.Sum);
            sessions.Remove(near);
        }

        // Only those that a record in time can still reach.
        sessions.RemoveAll(session => session.End < time - (10 * (Disorder + Gap)));
        sessions.Add(now);
        _ledger.Expect(record, Windows.SessionIdentity(key, record.Id), Windows.SessionValue(now.Start, now.End, now.Count, now.Sum));
    }

    private sealed record Session(long Start, long End, long Count, long Sum);
}
