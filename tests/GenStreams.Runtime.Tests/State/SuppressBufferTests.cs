using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

/// <summary>The buffer of suppress against its definition.</summary>
public sealed class SuppressBufferTests
{
    private readonly RecordAt _record = new();

    [Theory]
    [InlineData(1, 0, int.MaxValue)]
    [InlineData(2, 10, int.MaxValue)]
    [InlineData(3, 100, 5)]
    [InlineData(4, 30, 1)]
    [InlineData(5, 50, 0)]
    public void Random_updates_leave_as_the_definition_says_also_after_a_restore(int seed, long wait, int maxRecords)
    {
        var random = new Random(seed);
        var limits = new SuppressLimits(wait, maxRecords, long.MaxValue, EmitsEarly: true, DropsDeletes: false);
        var changelog = new RecordingChangelog();
        var buffer = TestStores.Suppress("buffer", changelog, limits);
        var held = new Dictionary<string, (long Place, string? Prior, string? Value, long Timestamp)>();
        var table = new Dictionary<string, string?>();
        long time = -1;
        for (int i = 0; i < 5000; i++)
        {
            string key = "k" + random.Next(20);
            string? value = random.Next(4) == 0 ? null : "v" + new string('x', random.Next(40));
            long timestamp = Math.Max(0, (i * 2) - random.Next(30));
            string? old = table.GetValueOrDefault(key);
            table[key] = value;
            Put(buffer, key, old, value, timestamp, timestamp);
            time = Math.Max(time, timestamp);
            held[key] = held.TryGetValue(key, out var before)
                ? (before.Place, before.Prior, value, timestamp)
                : (timestamp, old, value, timestamp);

            var expected = new List<(string, string?, string?, long)>();
            while (held.Count > 0 && held.MinBy(h => (h.Value.Place, h.Key)) is var (first, what)
                && (what.Place <= time - wait || held.Count > maxRecords))
            {
                expected.Add((first, what.Prior, what.Value, what.Timestamp));
                held.Remove(first);
            }

            Assert.Equal(expected, TakeAll(buffer));
            Assert.Equal(held.Count, buffer.Count);
            if (random.Next(10) == 0)
            {
                buffer.WriteChanges();
            }

            if (random.Next(200) == 0)
            {
                // The stream time is not restored, but comes back with the next record in time.
                buffer.WriteChanges();
                buffer.Dispose();
                buffer = Restored(changelog, limits);
                time = -1;
            }
        }

        buffer.Dispose();
    }

    [Fact]
    public void Sizes_are_counted_as_Kafka_Streams_counts_them_and_what_is_over_goes()
    {
        var limits = new SuppressLimits(1000, long.MaxValue, MaxBytes: 80, EmitsEarly: true, DropsDeletes: false);
        using var buffer = TestStores.Suppress("buffer", null, limits);
        Put(buffer, "k", null, "value", 1, 1);

        // Time, key, timestamp, offset, topic, partition, value.
        Assert.Equal(8 + 1 + 8 + 8 + 5 + 4 + 5, buffer.HeldBytes);
        Put(buffer, "k", "value", "other", 1, 2);
        Assert.Equal(8 + 1 + 8 + 8 + 5 + 4 + 5 + 5, buffer.HeldBytes);
        Put(buffer, "l", "same", "next", 3, 3);
        Assert.Equal([("k", null, "other", 2)], TakeAll(buffer));
        Assert.Equal(8 + 1 + 8 + 8 + 5 + 4 + 4 + 4, buffer.HeldBytes);
    }

    [Fact]
    public void A_full_buffer_that_is_not_to_emit_early_is_an_error_that_says_what_to_do()
    {
        using var buffer = TestStores.Suppress("orders", null, new SuppressLimits(1000, 1, long.MaxValue, EmitsEarly: false, DropsDeletes: false));
        Put(buffer, "k", null, "v", 1, 1);
        Assert.Empty(TakeAll(buffer));
        Put(buffer, "l", null, "v", 1, 1);
        string message = Assert.Throws<StreamsException>(() => TakeAll(buffer)).Message;
        Assert.Contains("'orders' is full", message, StringComparison.Ordinal);
        Assert.Contains("EmitEarlyWhenFull", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_forwarding_failed_for_stays()
    {
        using var buffer = TestStores.Suppress("buffer", null, new SuppressLimits(0, 10, long.MaxValue, EmitsEarly: true, DropsDeletes: false));
        Put(buffer, "k", null, "v", 1, 1);
        Assert.True(buffer.TryTake(out _));
        Assert.Equal(1, buffer.Count);
        Assert.False(buffer.TryTake(out _));
        Assert.Equal(0, buffer.Count);
    }

    [Fact]
    public void The_changelog_gets_one_record_for_each_key_that_changed_since_the_last_commit()
    {
        var changelog = new RecordingChangelog();
        using var buffer = TestStores.Suppress("buffer", changelog, new SuppressLimits(5, 10, long.MaxValue, EmitsEarly: true, DropsDeletes: false));
        Put(buffer, "a", null, "1", 1, 1);
        Put(buffer, "b", null, "1", 4, 4);
        Put(buffer, "a", "1", "2", 2, 2);
        TakeAll(buffer);
        Put(buffer, "c", null, "1", 8, 8);
        Assert.Single(TakeAll(buffer));
        Assert.Empty(changelog.Records);
        buffer.WriteChanges();
        buffer.WriteChanges();
        Assert.Equal(["a deleted", "b", "c"], changelog.Records.Select(r => Text(r.Key) + (r.Value is null ? " deleted" : "")));
    }

    [Fact]
    public void Foreign_bytes_in_the_changelog_are_refused()
    {
        using var buffer = TestStores.Suppress("buffer", null, default);
        Assert.Throws<InvalidDataException>(() => buffer.Restore("k"u8, "abc"u8, 0));
        Assert.Throws<InvalidDataException>(() => buffer.Restore("k"u8, new byte[40].AsSpan().Slice(0), 0));
    }

    private static SuppressBuffer Restored(RecordingChangelog changelog, SuppressLimits limits)
    {
        var buffer = TestStores.Suppress("buffer", changelog, limits);
        foreach (var (key, value, timestamp) in changelog.Records)
        {
            buffer.Restore(key, value is null ? Bytes.Null : new Bytes(value), timestamp);
        }

        return buffer;
    }

    private void Put(SuppressBuffer buffer, string key, string? old, string? value, long place, long timestamp) =>
        buffer.Put(Encoding.UTF8.GetBytes(key), Encoded(old), Encoded(value), place, timestamp, _record);

    private static Bytes Encoded(string? text) => text is null ? Bytes.Null : new Bytes(Encoding.UTF8.GetBytes(text));

    private static string? Text(Bytes bytes) => bytes.IsNull ? null : Encoding.UTF8.GetString(bytes.Span);

    private static List<(string Key, string? Prior, string? Value, long Timestamp)> TakeAll(SuppressBuffer buffer)
    {
        var taken = new List<(string, string?, string?, long)>();
        while (buffer.TryTake(out var record))
        {
            taken.Add((Text(record.Key)!, Text(record.OldValue), Text(record.NewValue), record.Timestamp));
        }

        return taken;
    }
}
