using GenStreams.State;

namespace GenStreams.Queries;

/// <summary>A store of one task, as queries know it: from the task's assignment until it goes.</summary>
internal sealed class StoreRegistration : IDisposable
{
    /// <summary>Far more than queries need, which copy entries and nothing else.</summary>
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromMinutes(1);

    private readonly LocalStateQueries _queries;
    private readonly string _name;
    private readonly IReadGate _gate;
    private QueryableStore? _store;

    internal StoreRegistration(LocalStateQueries queries, string name, IReadGate gate)
    {
        _queries = queries;
        _name = name;
        _gate = gate;
    }

    /// <summary>Lets queries read the store, which is restored. From here on the owner changes it inside its gate only.</summary>
    public void Open(QueryableStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Volatile.Write(ref _store, store);
    }

    /// <summary>Takes the store away from queries; none reads it when this returns. To be called before the store is disposed of.</summary>
    /// <exception cref="TimeoutException">Another thread did not leave the gate within a minute.</exception>
    public void Dispose()
    {
        _queries.Remove(_name, this);
        using var reader = Enter(LeaveTimeout);
        Volatile.Write(ref _store, null);
    }

    /// <summary>Waits for the owner's batch to end.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    internal Reader Enter(TimeSpan timeout, bool committed = false)
    {
        if (!_gate.TryEnterToRead(timeout, committed))
        {
            throw new TimeoutException(
                $"The store '{_name}' could not be read within {timeout.TotalSeconds:0.#} s: the task that owns it is busy with a batch of records.");
        }

        return new Reader(_gate, _store);
    }

    /// <summary>A query that is inside the gate.</summary>
    internal readonly ref struct Reader(IReadGate gate, QueryableStore? store)
    {
        /// <summary>The store; null when it is not restored yet, or gone.</summary>
        public QueryableStore? Store { get; } = store;

        public void Dispose() => gate.Exit();
    }
}
