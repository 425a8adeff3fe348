namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>The brokers' coordinator of transactions: one producer at a time for each transactional id, and one open transaction.</summary>
internal sealed class FakeTransactions(FakeCluster cluster)
{
    private readonly Dictionary<string, FakeProducer> _owners = [];
    private readonly List<FakeTransaction> _open = [];

    public IReadOnlyList<FakeTransaction> Open => _open;

    /// <summary>A producer begins with an id: it is the only one from now on, and what an earlier one has left open is aborted.</summary>
    public void Take(string id, FakeProducer producer)
    {
        AbortOpen(id);
        _owners[id] = producer;
    }

    /// <summary>Whether another producer, or nobody, has the id.</summary>
    public bool IsFenced(string id, FakeProducer producer) => _owners.GetValueOrDefault(id) != producer;

    /// <summary>Begins a transaction; also for a test, of a process that is not there any more.</summary>
    public FakeTransaction Begin(string id)
    {
        lock (cluster.Gate)
        {
            var transaction = new FakeTransaction(id);
            _open.Add(transaction);
            return transaction;
        }
    }

    public void End(FakeTransaction transaction, bool committed)
    {
        lock (cluster.Gate)
        {
            Assert.True(_open.Remove(transaction), "A transaction was ended twice.");
            transaction.End(cluster, committed);
        }
    }

    /// <summary>All open transactions have taken too long: they are aborted, and their producers are not known any more.</summary>
    public void TimeOut()
    {
        lock (cluster.Gate)
        {
            foreach (var transaction in _open.ToArray())
            {
                _owners.Remove(transaction.Id);
                AbortOpen(transaction.Id);
            }
        }
    }

    private void AbortOpen(string id)
    {
        if (_open.Find(t => t.Id == id) is { } left)
        {
            End(left, committed: false);
        }
    }
}
