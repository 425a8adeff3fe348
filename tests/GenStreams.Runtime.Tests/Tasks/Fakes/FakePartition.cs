namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A partition's log.</summary>
internal sealed class FakePartition
{
    private readonly List<(FakeRecord Record, FakeTransaction? Transaction)> _records = [];

    /// <summary>The first offset that is still there.</summary>
    public long Start { get; set; }

    /// <summary>The high watermark: behind the records of open transactions too.</summary>
    public long End => _records.Count;

    /// <summary>The last stable offset: the first one of a transaction that is open, else the end.</summary>
    public long StableEnd
    {
        get
        {
            int open = _records.FindIndex(static r => r.Transaction?.State == FakeTransaction.Outcome.Open);
            return open < 0 ? End : open;
        }
    }

    /// <summary>What a reader of committed records can see, or will.</summary>
    public IReadOnlyList<FakeRecord> Visible =>
        [.. Enumerable.Range((int)Start, (int)(End - Start)).Where(o => !IsHidden(o, readsCommitted: true)).Select(o => _records[o].Record)];

    public FakeRecord this[long offset] => _records[(int)offset].Record;

    /// <summary>Whether a reader is never given an offset.</summary>
    public bool IsHidden(long offset, bool readsCommitted)
    {
        var (record, transaction) = _records[(int)offset];
        return record.IsInvisible || (readsCommitted && transaction is not (null or { State: FakeTransaction.Outcome.Committed }));
    }

    public void Append(FakeRecord record, FakeTransaction? transaction = null) => _records.Add((record, transaction));

    /// <summary>Offsets that readers never see.</summary>
    public void AppendInvisible(int count = 1)
    {
        for (; count > 0; count--)
        {
            Append(FakeRecord.Invisible);
        }
    }
}
