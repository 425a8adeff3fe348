using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

public sealed class RowRetentionTests
{
    [Fact]
    public void Going_through_the_rows_allocates_nothing()
    {
        using var store = TestStores.KeyValue("store");
        var retention = new RowRetention(store, 1000);
        Work(0);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(100_000);

        // A list may still grow by chance of the hashes; nothing is allocated for a record, a row or a round.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5000);
        Assert.InRange(store.Count, 1000, 1100);

        void Work(long from)
        {
            Span<byte> key = stackalloc byte[sizeof(long)];
            for (long time = from; time < from + 20_000; time++)
            {
                BitConverter.TryWriteBytes(key, time);
                store.Put(key, key, time);
                if (retention.Advance(time))
                {
                    while (retention.TryTake(out _))
                    {
                    }
                }
            }
        }
    }

    [Fact]
    public void A_row_that_is_written_to_while_others_are_told_of_stays()
    {
        using var store = TestStores.KeyValue("store");
        store.Put("a"u8, "1"u8, 1);
        store.Put("b"u8, "2"u8, 2);
        var retention = new RowRetention(store, 1000);

        Assert.True(retention.Advance(2000));
        Assert.True(retention.TryTake(out var change));
        Assert.True(change.Key.SequenceEqual("a"u8) && change.OldValue.Span.SequenceEqual("1"u8));
        Assert.True(change.NewValue.IsNull);
        Assert.Equal(1001, change.Timestamp);
        store.Put("b"u8, "3"u8, 2000);
        Assert.False(retention.TryTake(out _));
        Assert.True(store.TryGet("b"u8, out _));
        Assert.False(store.TryGet("a"u8, out _));
        Assert.False(retention.Advance(2099));
        Assert.True(retention.Advance(2100));
    }
}
