using System.Buffers;
using System.Text;
using GenStreams.Queries;
using GenStreams.Runtime.Tests.State;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Queries;

public sealed class LocalStateQueriesTests : IDisposable
{
    private static readonly TopologyDescriptor Topology = new()
    {
        Name = "wordcount",
        TypeName = "WordCount",
        SubTopologies =
        [
            new() { Id = 0, Sources = [], Steps = [] },
            new() { Id = 1, Sources = [], Steps = [], Stores = [new KeyValueStoreDescriptor { Name = "counts" }, new KeyValueStoreDescriptor { Name = "other" }] },
        ],
        GlobalTables = [new("Profiles", new TopicName("profiles"), "profiles-store")],
        Description = "",
        Mermaid = "",
    };

    private readonly LocalStateQueries _queries = new(Topology);
    private readonly StateGate _gate = new();
    private readonly KeyValueBytesStore _first = TestStores.KeyValue("counts");
    private readonly KeyValueBytesStore _second = TestStores.KeyValue("counts");

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public void A_key_is_found_in_whichever_task_has_it()
    {
        _first.Put("a"u8, "1"u8, 10);
        _second.Put("b"u8, "2"u8, 20);
        _queries.Add("counts", _gate).Open(_first);
        _queries.Add("counts", new StateGate()).Open(_second);

        Assert.Equal(("1", 10), Get("a"));
        Assert.Equal(("2", 20), Get("b"));
        Assert.Null(Get("c"));
        Assert.Equal(2, _queries.Count("counts"));
    }

    [Fact]
    public void A_range_is_ordered_over_all_tasks_and_includes_both_ends()
    {
        _queries.Add("counts", _gate).Open(_first);
        _queries.Add("counts", new StateGate()).Open(_second);
        foreach (string key in new[] { "e", "a", "c" })
        {
            _first.Put(Encoding.UTF8.GetBytes(key), "1"u8, 1);
        }

        _second.Put("b"u8, "2"u8, 2);
        _second.Put("d"u8, "2"u8, 2);

        Assert.Equal("abcde", Keys(_queries.Range("counts", null, null)));
        Assert.Equal("bcd", Keys(_queries.Range("counts", "b"u8.ToArray(), "d"u8.ToArray())));
    }

    [Fact]
    public void A_store_that_the_topology_does_not_have_is_an_error_that_names_those_it_has()
    {
        var error = Assert.Throws<ArgumentException>(() => _queries.Count("count"));
        Assert.Contains("'count'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'counts', 'other', 'profiles-store'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _queries.Add("count", _gate));
    }

    [Fact]
    public void A_store_without_a_task_here_is_not_ready()
    {
        var error = Assert.Throws<StoreNotReadyException>(() => Get("a"));
        Assert.Contains("'counts'", error.Message, StringComparison.Ordinal);

        _queries.Add("counts", _gate).Dispose();
        Assert.Throws<StoreNotReadyException>(() => _queries.Count("counts"));
    }

    [Fact]
    public void While_a_task_restores_only_what_is_found_elsewhere_is_told()
    {
        _first.Put("a"u8, "1"u8, 10);
        _queries.Add("counts", _gate).Open(_first);
        var restoring = _queries.Add("counts", new StateGate());

        Assert.Equal(("1", 10), Get("a"));
        var error = Assert.Throws<StoreNotReadyException>(() => Get("b"));
        Assert.Contains("1 of the 2 tasks", error.Message, StringComparison.Ordinal);
        Assert.Throws<StoreNotReadyException>(() => _queries.Range("counts", null, null));

        restoring.Open(_second);
        Assert.Null(Get("b"));
        Assert.Single(_queries.Range("counts", null, null));
    }

    [Fact]
    public void A_task_that_does_not_let_readers_in_is_a_timeout_that_names_the_store()
    {
        var queries = new LocalStateQueries(Topology, TimeSpan.FromMilliseconds(10));
        queries.Add("counts", _gate).Open(_first);
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var owner = new Thread(() =>
        {
            _gate.Enter();
            inside.Set();
            leave.Wait(TimeSpan.FromSeconds(60));
            _gate.Exit();
        });
        owner.Start();
        Assert.True(inside.Wait(TimeSpan.FromSeconds(60)));

        var error = Assert.Throws<TimeoutException>(() => queries.Count("counts"));
        Assert.Contains("'counts'", error.Message, StringComparison.Ordinal);
        leave.Set();
        Assert.True(owner.Join(TimeSpan.FromSeconds(60)));
        Assert.Equal(0, queries.Count("counts"));
    }

    [Fact]
    public void The_owner_may_query_and_remove_its_own_store_inside_its_batch()
    {
        _first.Put("a"u8, "1"u8, 10);
        var registration = _queries.Add("counts", _gate);
        registration.Open(_first);
        _gate.Enter();
        Assert.Equal(("1", 10), Get("a"));
        registration.Dispose();
        _gate.Exit();
        Assert.Throws<StoreNotReadyException>(() => Get("a"));
    }

    [Fact]
    public void A_store_is_not_taken_away_from_a_query_that_reads_it()
    {
        var registration = _queries.Add("counts", _gate);
        registration.Open(_first);
        Assert.True(_gate.TryEnterToRead(TimeSpan.Zero));
        var owner = new Thread(registration.Dispose);
        owner.Start();

        Assert.True(SpinWait.SpinUntil(() => _gate.WaitingReaders == 1, TimeSpan.FromSeconds(60)), "The owner did not wait.");
        Assert.True(owner.IsAlive);
        _gate.Exit();
        Assert.True(owner.Join(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Global_tables_are_read_in_the_same_way()
    {
        using var table = new GlobalKeyValueStore("profiles-store");
        using var registration = _queries.Add(table);
        Assert.Throws<StoreNotReadyException>(() => _queries.Count("profiles-store"));
        table.Entries.Put("a"u8, "1"u8, 1);
        registration.Open(table.Entries);
        Assert.Equal(1, _queries.Count("profiles-store"));
    }

    [Fact]
    public void Queries_see_whole_entries_while_the_owner_writes_opens_and_disposes_of_stores()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var readers = Enumerable.Range(0, 2).Select(number => new Reader(_queries, number, stop.Token)).ToList();
        var random = new Random(7);
        while (!stop.IsCancellationRequested && readers.Any(reader => reader.Entries < 5_000))
        {
            using var registration = _queries.Add("counts", _gate);
            using var store = TestStores.KeyValue("counts");
            registration.Open(store);
            for (int batch = 0; batch < 30; batch++)
            {
                _gate.Enter();
                WriteBatch(store, random);
                _gate.Exit();
            }

            registration.Dispose();
        }

        Assert.False(stop.IsCancellationRequested, "The readers read too little in a minute.");
        stop.Cancel();
        readers.ForEach(reader => reader.Join());
    }

    private static void WriteBatch(KeyValueBytesStore store, Random random)
    {
        for (int i = 0; i < 20; i++)
        {
            byte number = (byte)random.Next(100);
            var value = new byte[random.Next(500)];
            Array.Fill(value, number);
            store.Put([number], value, value.Length);
            store.Delete([(byte)random.Next(100)], 0);
        }
    }

    private (string Value, long Timestamp)? Get(string key)
    {
        var value = new ArrayBufferWriter<byte>();
        return _queries.TryGet("counts", Encoding.UTF8.GetBytes(key), value, out long timestamp)
            ? (Encoding.UTF8.GetString(value.WrittenSpan), timestamp)
            : null;
    }

    private static string Keys(IReadOnlyList<StateEntry> entries) =>
        string.Concat(entries.Select(entry => Encoding.UTF8.GetString(entry.Key.Span)));

    /// <summary>A thread that reads until it is stopped. Each value consists of its key, as often as its timestamp says.</summary>
    private sealed class Reader
    {
        private readonly Thread _thread;
        private long _entries;
        private Exception? _error;

        public Reader(LocalStateQueries queries, int number, CancellationToken stop)
        {
            _thread = new Thread(() => Run(queries, number, stop));
            _thread.Start();
        }

        public long Entries => Volatile.Read(ref _entries);

        public void Join()
        {
            Assert.True(_thread.Join(TimeSpan.FromMinutes(1)));
            Assert.Null(_error);
        }

        private void Run(LocalStateQueries queries, int number, CancellationToken stop)
        {
            try
            {
                for (int i = number; !stop.IsCancellationRequested; i++)
                {
                    Read(queries, i);
                }
            }
            catch (Exception error)
            {
                _error = error;
                Volatile.Write(ref _entries, long.MaxValue);
            }
        }

        private void Read(LocalStateQueries queries, int i)
        {
            try
            {
                var entries = i % 2 == 0 ? queries.Range("counts", null, null) : Get(queries, (byte)(i % 100));
                foreach (var entry in entries)
                {
                    Assert.Equal(entry.Timestamp, entry.Value.Length);
                    Assert.Equal(-1, entry.Value.Span.IndexOfAnyExcept(entry.Key.Span[0]));
                    Volatile.Write(ref _entries, _entries + 1);
                }
            }
            catch (StoreNotReadyException)
            {
                // Between two lives of the store.
            }
        }

        private static IReadOnlyList<StateEntry> Get(LocalStateQueries queries, byte key)
        {
            var value = new ArrayBufferWriter<byte>();
            return queries.TryGet("counts", [key], value, out long timestamp)
                ? [new StateEntry(new[] { key }, value.WrittenMemory, timestamp)]
                : [];
        }
    }
}
