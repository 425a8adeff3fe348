namespace GenStreams.RocksDb;

/// <summary>
/// What a store has in the database of its task: a column family, and a few numbers that are committed, and rolled back, together with it.
/// </summary>
internal sealed class RocksDbContent
{
    /// <summary>How many numbers a store has.</summary>
    public const int NumberCount = 4;

    private readonly RocksDbDatabase _database;
    private readonly long[] _numbers = new long[NumberCount];
    private readonly long[] _committed = new long[NumberCount];

    /// <summary>The content of a store.</summary>
    /// <param name="database">The database.</param>
    /// <param name="family">The column family.</param>
    /// <param name="initial">What the numbers are when nothing is stored.</param>
    public RocksDbContent(RocksDbDatabase database, RocksDbFamily family, long[] initial)
    {
        _database = database;
        Family = family;
        Initial = initial;
        initial.CopyTo(_numbers, 0);
        initial.CopyTo(_committed, 0);
    }

    /// <summary>The column family.</summary>
    public RocksDbFamily Family { get; }

    /// <summary>The numbers, whose meaning is the store's.</summary>
    public Span<long> Numbers => _numbers;

    private long[] Initial { get; }

    /// <summary>What was done so far is committed.</summary>
    public void Committed() => _numbers.CopyTo(_committed, 0);

    /// <summary>Takes back what was done since the last commit, in all stores of the task.</summary>
    /// <returns>False when a commit was not written, so that it would be taken back too, or when files are damaged.</returns>
    public bool TryRollBack()
    {
        if (_database.HasUnwrittenCommit || _database.IsDamaged)
        {
            return false;
        }

        _database.RollBack();
        _committed.CopyTo(_numbers, 0);
        return true;
    }

    /// <summary>Takes over the numbers of a commit that was read.</summary>
    public void Load(ReadOnlySpan<long> numbers)
    {
        numbers.CopyTo(_numbers);
        numbers.CopyTo(_committed);
    }

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        _database.Clear(Family);
        Initial.CopyTo(_numbers, 0);
        Initial.CopyTo(_committed, 0);
    }
}
