using GenStreams.RocksDb;
using GenStreams.State.Disk;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.State.Tests.RocksDb;

/// <summary>The state of a task in RocksDB, which can be closed and opened again.</summary>
internal sealed class RocksDbState<TStore> : IDisposable
    where TStore : StateStore
{
    private static readonly RocksDbEngine Engine = new(new RocksDbOptions { MemoryBudget = 16 << 20 });

    private readonly TestFolder _folder = new();
    private readonly Func<StoreFactory, TStore> _create;
    private readonly ILogger _logger;
    private readonly long[] _positions = new long[1];
    private StateFolder? _state;
    private TaskFolder? _task;
    private OpenedState? _opened;

    public RocksDbState(Func<StoreFactory, TStore> create, ILogger? logger = null)
    {
        _create = create;
        _logger = logger ?? NullLogger.Instance;
        Open();
    }

    public TStore Store { get; private set; } = null!;

    public StateJournal Journal => _opened!.Journal!;

    public long Position => _positions[0];

    public string DatabasePath => Path.Combine(_task!.Path, "rocksdb");

    public void Commit()
    {
        Store.Committed();
        _positions[0] = Math.Max(0, _positions[0]) + 1;
        Journal.Commit(_positions);
    }

    public void RollBack()
    {
        Journal.RollBack();
        Assert.True(Store.TryRollBack());
    }

    public void Open(ulong fingerprint = 1)
    {
        _state = new StateFolder(_folder.Path, "app", TimeProvider.System, _logger);
        _task = _state.TryOpen("0_0")!;
        _opened = Engine.Open(_task, stores: 1, new JournalSettings
        {
            Task = "0_0",
            Fingerprint = fingerprint,
            WritesCommittedOnly = true,
            Time = TimeProvider.System,
            Logger = _logger,
        });
        Store = _create(_opened.Factory);
        Journal.Load([Store], _positions);
    }

    public void Close()
    {
        Store.Dispose();
        _opened!.Dispose();
        _task!.Dispose();
        _state!.Dispose();
    }

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }
}
