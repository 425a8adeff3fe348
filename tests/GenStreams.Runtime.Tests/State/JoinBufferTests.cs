using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

/// <summary>The buffer of joins with grace against its definition.</summary>
public sealed class JoinBufferTests
{
    private readonly RecordAt _record = new();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 5)]
    [InlineData(3, 100)]
    public void Random_records_leave_in_the_order_of_time_key_and_arrival(int seed, long grace)
    {
        var random = new Random(seed);
        var changelog = new RecordingChangelog();
        var buffer = TestStores.JoinBuffer("buffer", changelog, grace);
        var held = new List<(long Timestamp, string Key, int Arrival)>();
        long time = -1;
        for (int i = 0; i < 5000; i++)
        {
            long timestamp = Math.Max(0, (i / 2) - random.Next((int)(grace * 3 / 2) + 2));
            string key = "k" + random.Next(5);
            bool isTaken = timestamp >= time - grace;
            Assert.Equal(isTaken, buffer.TryPut(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(i.ToString()), timestamp, _record));
            if (isTaken)
            {
                time = Math.Max(time, timestamp);
                held.Add((timestamp, key, i));
            }

            var due = held.Where(h => h.Timestamp <= time - grace).Order().ToList();
            held.RemoveAll(due.Contains);
            Assert.Equal(due, TakeAll(buffer));
            if (random.Next(300) == 0)
            {
                buffer.Dispose();
                buffer = Restored(changelog, grace);
            }
        }

        Assert.Equal(held.Count, buffer.Count);
        buffer.Dispose();
    }

    [Fact]
    public void Headers_and_values_come_back()
    {
        using var buffer = TestStores.JoinBuffer("buffer", null, 0);
        _record.Headers.Add("name", "value"u8);
        _record.Headers.Add("null"u8, default, valueIsNull: true);
        Assert.True(buffer.TryPut(default, default, 3, _record));
        Assert.True(buffer.TryTake(out var record));
        Assert.True(record.Key.IsEmpty && !record.NewValue.IsNull && record.NewValue.Span.IsEmpty && record.OldValue.IsNull);
        Assert.Equal(3, record.Timestamp);
        var headers = new RecordHeaders();
        record.Value.ReadHeaders(headers);
        Assert.True(headers.Encoded.SequenceEqual(_record.Headers.Encoded));
        Assert.Equal(7, record.Value.Offset);
    }

    private static JoinBuffer Restored(RecordingChangelog changelog, long grace)
    {
        var buffer = TestStores.JoinBuffer("buffer", changelog, grace);
        foreach (var (key, value, timestamp) in changelog.Records)
        {
            buffer.Restore(key, value is null ? Bytes.Null : new Bytes(value), timestamp);
        }

        return buffer;
    }

    private static List<(long Timestamp, string Key, int Arrival)> TakeAll(JoinBuffer buffer)
    {
        var taken = new List<(long, string, int)>();
        while (buffer.TryTake(out var record))
        {
            taken.Add((record.Timestamp, Encoding.UTF8.GetString(record.Key), int.Parse(Encoding.UTF8.GetString(record.NewValue.Span))));
        }

        return taken;
    }
}
