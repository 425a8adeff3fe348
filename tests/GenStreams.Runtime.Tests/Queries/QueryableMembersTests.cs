using GenStreams.Queries;
using GenStreams.Runtime.Tests.State;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Queries;

/// <summary>Tables, global tables and state stores as properties of a topology.</summary>
public sealed class QueryableMembersTests : IDisposable
{
    private readonly TopologyHandle _handle = new();
    private readonly KeyValueBytesStore _bytes = TestStores.KeyValue("counts");
    private readonly Table<string, long> _table;
    private readonly GlobalTable<string, long> _globalTable;
    private readonly ReadOnlyKeyValueStore<string, long> _store;

    public QueryableMembersTests()
    {
        _table = new(_handle, "counts", TextSerde.Instance, Int64Serde.Instance);
        _globalTable = new(_handle, "counts", TextSerde.Instance, Int64Serde.Instance);
        _store = new(_handle, "counts", TextSerde.Instance, Int64Serde.Instance);
        var task = new TaskKeyValueStore<string, long>(_bytes, TextSerde.Instance, Int64Serde.Instance);
        task.Put("b", 2);
        task.Put("c", 3);
        task.Put("a", 1);
    }

    public void Dispose() => _bytes.Dispose();

    [Fact]
    public void All_of_them_read_what_the_task_wrote()
    {
        Bind();
        Assert.True(_table.TryGet("b", out long value) && value == 2);
        Assert.True(_globalTable.TryGet("b", out value) && value == 2);
        Assert.True(_store.TryGet("b", out value) && value == 2);
        Assert.True(_store.TryGet("b"u8, out value) && value == 2);
        Assert.False(_table.TryGet("x", out _) || _globalTable.TryGet("x", out _) || _store.TryGet("x", out _));

        KeyValuePair<string, long>[] all = [new("a", 1), new("b", 2), new("c", 3)];
        Assert.Equal(all, _table.All());
        Assert.Equal(all, _globalTable.All());
        Assert.Equal(all, _store.All());
        Assert.Equal(all[1..], _table.Range("b", "d"));
        Assert.Equal(all[1..], _globalTable.Range("b", "d"));
        Assert.Equal(all[1..], _store.Range("b", "d"));
        Assert.Equal((3, 3, 3), (_table.Count, _globalTable.Count, _store.Count));
    }

    [Fact]
    public void A_topology_that_does_not_run_here_says_so()
    {
        Assert.Contains("does not run here", Assert.Throws<InvalidOperationException>(() => _table.Count).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _globalTable.TryGet("a", out _));
        Assert.Throws<InvalidOperationException>(() => _store.All());
    }

    [Fact]
    public void A_table_without_a_store_says_so()
    {
        Bind();
        var table = new Table<string, long>(_handle, null, TextSerde.Instance, Int64Serde.Instance);
        var error = Assert.Throws<InvalidOperationException>(() => table.TryGet("a", out _));
        Assert.Contains("has no store", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_store_cannot_be_written_from_outside_its_tasks()
    {
        Bind();
        var errors = new[]
        {
            Assert.Throws<InvalidOperationException>(() => _store.Put("a", 1)),
            Assert.Throws<InvalidOperationException>(() => _store.Put("a"u8, 1)),
            Assert.Throws<InvalidOperationException>(() => _store.Delete("a")),
            Assert.Throws<InvalidOperationException>(() => _store.Delete("a"u8)),
        };
        Assert.All(errors, error => Assert.Contains("'counts' can only be read here", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_null_key_is_refused_with_the_name_of_the_store()
    {
        Bind();
        var error = Assert.Throws<ArgumentNullException>(() => _table.TryGet(null!, out _));
        Assert.Contains("'counts'", error.Message, StringComparison.Ordinal);
    }

    private void Bind()
    {
        var queries = new LocalStateQueries(new TopologyDescriptor
        {
            Name = "t",
            TypeName = "T",
            SubTopologies = [new() { Id = 0, Sources = [], Steps = [], Stores = [new KeyValueStoreDescriptor { Name = "counts" }] }],
            Description = "",
            Mermaid = "",
        });
        queries.Add("counts", new StateGate()).Open(_bytes);
        _handle.Bind(queries);
    }
}
