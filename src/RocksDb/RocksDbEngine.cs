using GenStreams.State.Disk;

namespace GenStreams.RocksDb;

/// <summary>Keeps state in RocksDB: a database for each task, in the task's folder.</summary>
/// <param name="options">How much of the machine is used.</param>
internal sealed class RocksDbEngine(RocksDbOptions options) : StateEngine
{
    private const string FolderName = "rocksdb";

    private readonly RocksDbSettings _settings = new(RocksDbMemory.Shared(options.MemoryBudget));

    /// <inheritdoc/>
    public override bool IsPersistent => true;

    /// <inheritdoc/>
    public override OpenedState Open(TaskFolder? folder, int stores, JournalSettings settings)
    {
        var memory = folder is null ? null : new FileStateJournal(new JournalFiles(folder.Path), stores, settings);
        string path = folder is null ? Directory.CreateTempSubdirectory("genstreams-rocksdb-").FullName : Path.Combine(folder.Path, FolderName);
        var database = Open(path, stores, settings);
        return new OpenedState(
            new RocksDbStoreFactory(database, options.PersistentOnly), new RocksDbJournal(database, memory, folder is null ? path : null, stores, settings));
    }

    private RocksDbDatabase Open(string path, int stores, JournalSettings settings)
    {
        string reason;
        try
        {
            var database = RocksDbDatabase.Open(path, _settings);
            var committed = database.Committed();
            if (committed.IsEmpty || new CommittedState(stores, settings.Fingerprint).TryRead(committed))
            {
                return database;
            }

            database.Dispose();
            reason = "it is of another topology, or of another version of this one (fingerprint)";
        }
        catch (RocksDbException e) when (e.IsDamage)
        {
            reason = e.Message;
        }

        DiskLog.StateDropped(settings.Logger, settings.Task, reason);
        RocksDbDatabase.Destroy(path, _settings);
        return RocksDbDatabase.Open(path, _settings);
    }
}
