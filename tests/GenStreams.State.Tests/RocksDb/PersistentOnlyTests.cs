using GenStreams.RocksDb;
using GenStreams.State.Disk;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.State.Tests.RocksDb;

/// <summary>Some stores of a task are in RocksDB and others in memory, as the topology says; both outlive the process.</summary>
public sealed class PersistentOnlyTests : IDisposable
{
    private static readonly RocksDbEngine Engine = new(new RocksDbOptions { MemoryBudget = 16 << 20, PersistentOnly = true });

    private readonly TestFolder _folder = new();

    [Fact]
    public void Only_stores_that_are_declared_so_are_in_the_database()
    {
        using (var life = new Life(_folder.Path))
        {
            Assert.True(life.Large is RocksDbKeyValueStore);
            Assert.False(life.Small is RocksDbKeyValueStore);
            life.Large.Put([1], [10], 5);
            life.Small.Put([2], [20], 6);
            life.Commit(position: 7);
            life.Large.Put([1], [11], 8);
            life.Small.Put([2], [21], 8);
            Assert.True(life.RollBack());
            life.AssertContent();
            life.Small.Put([2], [22], 9);
        }

        using (var life = new Life(_folder.Path))
        {
            Assert.Equal([7, 7], life.Positions);
            life.AssertContent();
        }
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Life : IDisposable
    {
        private readonly StateFolder _state;
        private readonly TaskFolder _task;
        private readonly OpenedState _opened;

        public Life(string folder)
        {
            _state = new StateFolder(folder, "app", TimeProvider.System, NullLogger.Instance);
            _task = _state.TryOpen("0_0")!;
            _opened = Engine.Open(_task, stores: 2, new JournalSettings
            {
                Task = "0_0",
                Fingerprint = 1,
                WritesCommittedOnly = true,
                Time = TimeProvider.System,
                Logger = NullLogger.Instance,
            });
            Large = Store("large", 0, isPersistent: true);
            Small = Store("small", 1, isPersistent: false);
            Journal.Load([Large, Small], Positions);
        }

        public KeyValueBytesStore Large { get; }

        public KeyValueBytesStore Small { get; }

        public long[] Positions { get; } = new long[2];

        private StateJournal Journal => _opened.Journal!;

        public void Commit(long position)
        {
            Large.Committed();
            Small.Committed();
            Array.Fill(Positions, position);
            Journal.Commit(Positions);
        }

        public bool RollBack()
        {
            Journal.RollBack();
            return Large.TryRollBack() && Small.TryRollBack();
        }

        public void AssertContent()
        {
            Assert.True(Large.TryGet([1], out var entry));
            Assert.Equal("10 at 5", $"{Assert.Single(entry.Value.ToArray())} at {entry.Timestamp}");
            Assert.True(Small.TryGet([2], out entry));
            Assert.Equal("20 at 6", $"{Assert.Single(entry.Value.ToArray())} at {entry.Timestamp}");
        }

        public void Dispose()
        {
            Large.Dispose();
            Small.Dispose();
            _opened.Dispose();
            _task.Dispose();
            _state.Dispose();
        }

        private KeyValueBytesStore Store(string name, int number, bool isPersistent) => _opened.Factory.KeyValue(
            new StoreContext(name, new JournalledChangelog(Journal, number, null), KeepsUndo: true) { IsPersistent = isPersistent }, keepsOldValues: false);
    }
}
