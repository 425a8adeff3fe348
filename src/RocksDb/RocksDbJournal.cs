using GenStreams.Processing;
using GenStreams.State;
using GenStreams.State.Disk;

namespace GenStreams.RocksDb;

/// <summary>
/// Commits a task's database. The stores in it have their content there already, so that there is nothing to be told or loaded but positions; those of
/// the task's stores that are in memory have a journal of their own.
/// </summary>
internal sealed class RocksDbJournal : StateJournal
{
    /// <summary>So many bytes of changes that wait for a commit are many.</summary>
    private const long ManyChanges = 32 << 20;

    private readonly RocksDbDatabase _database;
    private readonly StateJournal? _memory;
    private readonly string? _temporary;
    private readonly JournalSettings _settings;
    private readonly CommittedState _committed;
    private readonly long[] _memoryPositions;
    private readonly RetryDelay _delay;
    private IReadOnlyList<StateStore> _stores = [];

    /// <summary>A journal.</summary>
    /// <param name="database">The database.</param>
    /// <param name="memory">The journal of the stores in memory; null: they have none.</param>
    /// <param name="temporary">The folder that goes when it is closed; null: none does.</param>
    /// <param name="stores">How many stores the task has.</param>
    /// <param name="settings">Whose journal it is.</param>
    public RocksDbJournal(RocksDbDatabase database, StateJournal? memory, string? temporary, int stores, JournalSettings settings)
    {
        _database = database;
        _memory = memory;
        _temporary = temporary;
        _settings = settings;
        _committed = new CommittedState(stores, settings.Fingerprint);
        _memoryPositions = new long[stores];
        _delay = new RetryDelay(settings.Time);
    }

    /// <inheritdoc/>
    public override bool IsFull => _database.ChangedBytes > ManyChanges || _memory is { IsFull: true };

    /// <inheritdoc/>
    public override void Load(IReadOnlyList<StateStore> stores, Span<long> positions)
    {
        _stores = stores;
        _memory?.Load([.. stores.Select(static store => store is IRocksDbStore ? new NoStore(store.Name) : store)], _memoryPositions);
        _database.RollBack();
        bool isKept = _committed.TryRead(_database.Committed());
        LoadedFrom = isKept ? _committed.Time : null;
        if (_memory?.LoadedFrom is { } memory && !(LoadedFrom < memory))
        {
            LoadedFrom = memory;
        }

        Span<long> numbers = stackalloc long[RocksDbContent.NumberCount];
        for (int i = 0; i < stores.Count; i++)
        {
            if (stores[i] is not IRocksDbStore store)
            {
                positions[i] = _memory is null ? None : _memoryPositions[i];
                continue;
            }

            positions[i] = isKept ? _committed.PositionOf(i) : None;
            if (positions[i] == None)
            {
                stores[i].Clear();
            }
            else
            {
                _committed.ReadNumbers(i, numbers);
                store.Loaded(numbers);
            }
        }
    }

    /// <inheritdoc/>
    public override void Append(int store, ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers)
    {
        if (_memory is not null && _stores[store] is not IRocksDbStore)
        {
            _memory.Append(store, key, value, timestamp, headers);
        }
    }

    /// <inheritdoc/>
    public override void Commit(ReadOnlySpan<long> positions)
    {
        _committed.Time = _settings.Time.GetUtcNow();
        for (int i = 0; i < positions.Length; i++)
        {
            bool isHere = _stores[i] is IRocksDbStore;
            _memoryPositions[i] = isHere ? None : positions[i];
            _committed.Set(i, isHere ? positions[i] : None, _stores[i] is IRocksDbStore store ? store.Content.Numbers : default);
        }

        _memory?.Commit(_memoryPositions);
        if (_database.HasUnwrittenCommit && !_delay.IsOver)
        {
            return;
        }

        try
        {
            _database.Commit(_committed.Bytes);
            if (_delay.Succeeded())
            {
                DiskLog.WritingAgain(_settings.Logger, _settings.Task);
            }
        }
        catch (RocksDbException e)
        {
            if (_delay.Failed())
            {
                DiskLog.WritingFailed(_settings.Logger, _settings.Task, _delay.Current, e.Message);
            }
        }
    }

    /// <inheritdoc/>
    public override void Work() => _memory?.Work();

    /// <inheritdoc/>
    /// <remarks>The stores take the changes back; a store cannot when an earlier commit waits to be written, and is loaded then.</remarks>
    public override void RollBack() => _memory?.RollBack();

    /// <inheritdoc/>
    public override void Clear()
    {
        LoadedFrom = null;
        _memory?.Clear();
        foreach (var store in _stores)
        {
            store.Clear();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _memory?.Dispose();
            _database.Dispose();
            DeleteTemporary();
        }
    }

    private void DeleteTemporary()
    {
        try
        {
            if (_temporary is not null)
            {
                Directory.Delete(_temporary, recursive: true);
            }
        }
        catch (Exception e) when (StateFolder.IsDiskFault(e))
        {
            // It is in the folder for temporary files, which the system clears.
        }
    }
}
