using System.Text;
using GenStreams.State.Disk;

namespace GenStreams.State.Tests.RocksDb;

/// <summary>What is special about state in RocksDB.</summary>
public sealed class RocksDbStateTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("key");

    [Fact]
    public void Nothing_is_allocated_by_getting_and_putting()
    {
        using var state = KeyValue();
        Work(20_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(20_000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Work(int count)
        {
            Span<byte> key = stackalloc byte[8];
            Span<byte> value = stackalloc byte[8];
            for (int i = 0; i < count; i++)
            {
                BitConverter.TryWriteBytes(key, i % 1000);
                long number = state.Store.TryGet(key, out var entry) ? BitConverter.ToInt64(entry.Value) : 0;
                BitConverter.TryWriteBytes(value, number + 1);
                state.Store.Put(key, value, i);
            }

            state.Commit();
        }
    }

    [Fact]
    public void A_commit_is_there_after_a_restart_and_what_came_behind_it_is_not()
    {
        using var state = KeyValue();
        Assert.Equal(StateJournal.None, state.Position);
        state.Store.Put(Key, [1], 5);
        state.Commit();
        state.Store.Put(Key, [2], 6);
        state.Close();
        state.Open();

        Assert.Equal(1, state.Position);
        Assert.True(state.Store.TryGet(Key, out var entry));
        Assert.Equal([1], entry.Value.ToArray());
        Assert.Equal(5, entry.Timestamp);
        Assert.Equal(1, state.Store.Count);
        Assert.NotNull(state.Journal.LoadedFrom);
    }

    [Fact]
    public void State_of_another_topology_is_dropped_and_the_reason_is_told()
    {
        var log = new LogRecorder();
        using var state = KeyValue(log);
        state.Store.Put(Key, [1], 5);
        state.Commit();
        state.Close();
        state.Open(fingerprint: 2);

        Assert.False(state.Store.TryGet(Key, out _));
        Assert.Equal(StateJournal.None, state.Position);
        Assert.Contains(log.Messages, message => message.Contains("another topology", StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_file_is_dropped_and_the_reason_is_told()
    {
        var log = new LogRecorder();
        using var state = KeyValue(log);
        for (int i = 0; i < 1000; i++)
        {
            state.Store.Put(BitConverter.GetBytes(i), new byte[100], i);
        }

        state.Commit();
        string path = state.DatabasePath;
        state.Close();
        string manifest = Directory.EnumerateFiles(path, "MANIFEST-*").Single();
        byte[] bytes = File.ReadAllBytes(manifest);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(manifest, bytes);
        state.Open();

        Assert.Equal(0, state.Store.Count);
        Assert.Contains(log.Messages, message => message.Contains("was dropped", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_cleared_does_not_come_back()
    {
        using var state = KeyValue();
        state.Store.Put(Key, [1], 5);
        state.Commit();
        state.Journal.Clear();
        state.Close();
        state.Open();

        Assert.False(state.Store.TryGet(Key, out _));
        Assert.Equal(StateJournal.None, state.Position);
    }

    [Fact]
    public void Values_that_were_read_stay_readable_until_the_next_write()
    {
        using var state = KeyValue();
        state.Store.Put([1], [1, 1], 1);
        state.Commit();
        state.Store.Put([2], [2, 2], 1);
        Assert.True(state.Store.TryGet([1], out var first));
        Assert.True(state.Store.TryGet([2], out var second));

        Assert.Equal([1, 1], first.Value.ToArray());
        Assert.Equal([2, 2], second.Value.ToArray());
    }

    private static RocksDbState<KeyValueBytesStore> KeyValue(LogRecorder? log = null) =>
        new(static factory => factory.KeyValue(new StoreContext("store"), keepsOldValues: false), log);
}
