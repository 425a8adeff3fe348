using System.Buffers.Binary;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

public sealed class GlobalKeyValueStoreTests
{
    [Fact]
    public async Task Readers_see_whole_values_while_another_thread_writes()
    {
        using var store = new GlobalKeyValueStore("profiles");
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Read(store, stop.Token))).ToArray();

        // Values of all lengths, so that entries move; each value is one byte, repeated.
        var key = new byte[4];
        for (int i = 0; i < 100_000; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(key, i % 50);
            var value = new byte[i * 31 % 900];
            Array.Fill(value, (byte)i);
            lock (store.Gate)
            {
                if (i % 11 == 0)
                {
                    store.Entries.Delete(key, i);
                }
                else
                {
                    store.Entries.Put(key, value, i);
                }
            }
        }

        await stop.CancelAsync();
        Assert.True((await Task.WhenAll(readers)).Sum() > 0);
    }

    private static long Read(GlobalKeyValueStore store, CancellationToken stop)
    {
        long found = 0;
        var key = new byte[4];
        for (int i = 0; !stop.IsCancellationRequested || i < 50; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(key, i % 50);
            lock (store.Gate)
            {
                if (store.Entries.TryGet(key, out var entry))
                {
                    found++;
                    Assert.Equal(-1, entry.Value.IndexOfAnyExcept((byte)entry.Timestamp));
                }
            }
        }

        return found;
    }
}
