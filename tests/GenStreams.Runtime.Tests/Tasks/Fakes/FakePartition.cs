namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A partition's log.</summary>
internal sealed class FakePartition
{
    private readonly List<FakeRecord> _records = [];

    /// <summary>The first offset that is still there.</summary>
    public long Start { get; set; }

    public long End => _records.Count;

    public FakeRecord this[long offset] => _records[(int)offset];

    public IReadOnlyList<FakeRecord> Visible => [.. _records.Skip((int)Start).Where(r => !r.IsInvisible)];

    public void Append(FakeRecord record) => _records.Add(record);

    /// <summary>Offsets that readers never see.</summary>
    public void AppendInvisible(int count = 1)
    {
        for (; count > 0; count--)
        {
            _records.Add(FakeRecord.Invisible);
        }
    }
}
