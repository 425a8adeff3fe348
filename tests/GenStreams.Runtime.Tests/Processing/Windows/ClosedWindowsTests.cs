using System.Buffers.Binary;
using GenStreams.Processing;
using GenStreams.Processing.Windows;
using GenStreams.Runtime.Tests.State;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.Processing.Windows;

/// <summary>What has closed comes once, also over a restart.</summary>
public sealed class ClosedWindowsTests
{
    private const long Retention = 200;

    [Fact]
    public void Sessions_that_were_emitted_before_a_restart_do_not_come_again()
    {
        var changelog = new RecordingChangelog();
        var progress = TestStores.Progress("progress");
        using (var store = TestStores.Sessions("store", Retention, changelog, emitsOnClose: true))
        {
            var sessions = new SessionWindows(store, gap: 100, grace: 50);
            var closed = new ClosedWindows(sessions, store, progress);
            Add(store, sessions, 1_000);
            Add(store, sessions, 1_120);
            Assert.Empty(Take(closed));
            Add(store, sessions, 1_151);
            Assert.Equal([1_000], Take(closed));
            closed.Save();
        }

        Assert.Equal(1_001, progress.Time);
        using var restored = TestStores.Sessions("store", Retention, emitsOnClose: true);
        foreach (var (key, value, timestamp) in changelog.Records)
        {
            restored.Restore(key, value is null ? Bytes.Null : new Bytes(value), timestamp);
        }

        var after = new SessionWindows(restored, gap: 100, grace: 50);
        var rest = new ClosedWindows(after, restored, progress);
        Assert.Equal(1_151, after.StreamTime);
        Assert.False(after.Begin("key"u8, 880), "It joins no session that takes records.");
        after.Advance(1_302);
        Assert.Equal([1_151], Take(rest));
    }

    [Fact]
    public void Sliding_windows_close_with_the_stream_time()
    {
        using var store = TestStores.SlidingWindows("store", Retention, emitsOnClose: true);
        var windows = new SlidingWindows(store, difference: 50, grace: 20);
        var closed = new ClosedWindows(windows, store, TestStores.Progress("progress"));
        Assert.True(windows.Begin("key"u8, 1_000));
        while (windows.MoveNext())
        {
            store.Put(windows.Key, "1"u8, windows.Timestamp);
        }

        windows.Advance(1_020);
        Assert.False(closed.Begin());
        windows.Advance(1_021);
        Assert.Equal([950], Take(closed));
        Assert.Empty(Take(closed));
    }

    private static void Add(TimeOrderedBytesStore store, SessionWindows sessions, long timestamp)
    {
        Assert.True(sessions.Begin("key"u8, timestamp));
        while (sessions.MoveToReplaced())
        {
            store.Delete(sessions.Key, timestamp);
        }

        store.Put(sessions.Key, "1"u8, timestamp);
    }

    private static List<long> Take(ClosedWindows closed)
    {
        var times = new List<long>();
        while (closed.Begin() && closed.MoveNext())
        {
            times.Add(BinaryPrimitives.ReadInt64BigEndian(closed.Key["key"u8.Length..]));
        }

        return times;
    }
}
