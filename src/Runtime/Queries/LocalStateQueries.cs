using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Queries;

/// <summary>The stores of one topology in this process: the runtime adds and removes them, queries read them.</summary>
internal sealed class LocalStateQueries : StateQueries
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly StrongBox<Func<string, int>?> _assigned = new();
    private readonly string _topology;
    private readonly TimeSpan _timeout;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImmutableArray<StoreRegistration>> _stores = new(StringComparer.Ordinal);
    private readonly bool _committed;

    /// <summary>The stores of a topology, none of which is here yet.</summary>
    /// <param name="topology">The topology: only stores that it has can be added and read.</param>
    /// <param name="timeout">How long a query waits for a task at most; null: 10 s.</param>
    public LocalStateQueries(TopologyDescriptor topology, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(topology);
        _topology = topology.Name;
        _timeout = timeout ?? DefaultTimeout;
        foreach (var store in topology.SubTopologies.SelectMany(part => part.Stores).Where(store => store.IsQueryable))
        {
            _stores[store.Name] = [];
        }

        foreach (var table in topology.GlobalTables)
        {
            _stores[table.Store] = [];
        }
    }

    /// <summary>The same stores, of which only what is committed is read.</summary>
    private LocalStateQueries(LocalStateQueries all)
    {
        (_topology, _timeout, _gate, _stores) = (all._topology, all._timeout, all._gate, all._stores);
        _assigned = all._assigned;
        _committed = true;
    }

    /// <summary>
    /// How many tasks that have a store of a name are this process's, those that are not restored yet among them: as long as fewer can be read, queries
    /// fail. Null: as many as were added.
    /// </summary>
    internal Func<string, int>? Assigned
    {
        get => _assigned.Value;
        set => _assigned.Value = value;
    }

    /// <summary>Announces a task's store. Queries for it fail until it is opened, as they might miss what it is going to have.</summary>
    /// <param name="store">Name of the store.</param>
    /// <param name="gate">The gate of the task's owner.</param>
    public StoreRegistration Add(string store, StateGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return Add(store, (IReadGate)gate);
    }

    /// <summary>Announces the store of a global table; <see cref="StoreRegistration.Open"/> it when it is restored.</summary>
    public StoreRegistration Add(GlobalKeyValueStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Add(store.Entries.Name, new LockGate(store.Gate));
    }

    /// <inheritdoc/>
    public override bool TryGet(string store, ReadOnlySpan<byte> key, IBufferWriter<byte> value, out long timestamp)
    {
        ArgumentNullException.ThrowIfNull(value);
        var registrations = Find(store);
        int ready = 0;
        foreach (var registration in registrations)
        {
            using var reader = registration.Enter(_timeout, _committed);
            if (reader.Store == null)
            {
                continue;
            }

            ready++;
            if (reader.Store.TryGet(key, out var entry))
            {
                value.Write(entry.Value);
                timestamp = entry.Timestamp;
                return true;
            }
        }

        RequireAll(store, ready, registrations.Length);
        timestamp = -1;
        return false;
    }

    /// <inheritdoc/>
    public override bool TryGetAsOf(
        string store, ReadOnlySpan<byte> key, long asOf, IBufferWriter<byte> value, out long validFrom, out long validTo)
    {
        ArgumentNullException.ThrowIfNull(value);
        var registrations = Find(store);
        int ready = 0;
        foreach (var registration in registrations)
        {
            using var reader = registration.Enter(_timeout, _committed);
            if (reader.Store == null)
            {
                continue;
            }

            ready++;
            var versions = reader.Store as VersionedBytesStore ?? throw new InvalidOperationException(
                $"The store '{store}' of the topology '{_topology}' keeps the latest values only: set a HistoryRetention to look back.");
            if (versions.TryGetAsOf(key, asOf, out var entry))
            {
                value.Write(entry.Value);
                (validFrom, validTo) = (entry.ValidFrom, entry.ValidTo);
                return true;
            }
        }

        RequireAll(store, ready, registrations.Length);
        (validFrom, validTo) = (-1, -1);
        return false;
    }

    /// <inheritdoc/>
    public override StateQueries Committed => _committed ? this : new LocalStateQueries(this);

    /// <inheritdoc/>
    public override IReadOnlyList<StateEntry> Read(string store, in StatePage page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page.Limit, StatePage.LargestLimit);
        byte[]? prefixEnd = page.Prefix == null ? null : ByteRange.EndOf(page.Prefix);
        var registrations = Find(store);
        var entries = new List<StateEntry>();
        int ready = 0;
        foreach (var registration in registrations)
        {
            using var reader = registration.Enter(_timeout, _committed);
            if (reader.Store != null)
            {
                ready++;
                reader.Store.CopyTo(entries, page.RangeTo(prefixEnd), page.Limit);
            }
        }

        RequireAll(store, ready, registrations.Length);
        if (registrations.Length > 1)
        {
            entries.Sort(page.Order);
            entries.RemoveRange(Math.Min(page.Limit, entries.Count), Math.Max(0, entries.Count - page.Limit));
        }

        return entries;
    }

    /// <inheritdoc/>
    public override long Count(string store)
    {
        var registrations = Find(store);
        long count = 0;
        int ready = 0;
        foreach (var registration in registrations)
        {
            using var reader = registration.Enter(_timeout, _committed);
            if (reader.Store != null)
            {
                ready++;
                count += reader.Store.Count;
            }
        }

        RequireAll(store, ready, registrations.Length);
        return count;
    }

    internal void Remove(string store, StoreRegistration registration)
    {
        lock (_gate)
        {
            _stores[store] = _stores[store].Remove(registration);
        }
    }

    private StoreRegistration Add(string store, IReadGate gate)
    {
        var registration = new StoreRegistration(this, store, gate);
        lock (_gate)
        {
            _stores[store] = Find(store).Add(registration);
        }

        return registration;
    }

    private ImmutableArray<StoreRegistration> Find(string store)
    {
        ArgumentNullException.ThrowIfNull(store);
        lock (_gate)
        {
            return _stores.TryGetValue(store, out var registrations) ? registrations : throw new ArgumentException(
                $"The topology '{_topology}' has no store '{store}'; it has {NamesOfStores()}.", nameof(store));
        }
    }

    private string NamesOfStores() =>
        _stores.Count == 0 ? "none" : string.Join(", ", _stores.Keys.Order(StringComparer.Ordinal).Select(name => $"'{name}'"));

    private void RequireAll(string store, int ready, int added)
    {
        int announced = Math.Max(added, Assigned?.Invoke(store) ?? 0);
        if (announced == 0)
        {
            throw new StoreNotReadyException(
                $"The store '{store}' of the topology '{_topology}' cannot be read: no task of this process has it. The application is "
                + "starting or being rebalanced, or all partitions are with other instances.");
        }

        if (ready < announced)
        {
            throw new StoreNotReadyException(
                $"The store '{store}' of the topology '{_topology}' cannot be read: {announced - ready} of the {announced} tasks of this "
                + "process that have it are restoring or closing.");
        }
    }

    /// <summary>The lock of a global table, which tasks hold for one lookup at a time.</summary>
    private sealed class LockGate(Lock gate) : IReadGate
    {
        // What is in a global table was committed before it was read.
        public bool TryEnterToRead(TimeSpan timeout, bool committed) => gate.TryEnter(timeout);

        public void Exit() => gate.Exit();
    }
}
