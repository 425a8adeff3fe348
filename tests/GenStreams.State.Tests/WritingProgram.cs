using System.Globalization;
using GenStreams.RocksDb;
using GenStreams.State.Disk;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.State.Tests;

/// <summary>
/// Opens a task's state, checks it, and writes until it is killed: change number n sets one of a hundred keys to n, a commit has the number of its last change
/// as position. Whatever is loaded must be as of its position.
/// </summary>
internal static class WritingProgram
{
    private const int Keys = 100;

    /// <summary>Runs it.</summary>
    /// <param name="args">The engine, and the folder.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        await Task.Yield();
        using var folder = new StateFolder(args[1], "app", TimeProvider.System, NullLogger.Instance);
        using var task = folder.TryOpen("0_0") ?? throw new InvalidOperationException("The folder is taken.");
        var settings = Settings(args[0]);
        using var opened = Engine(args[0], task, settings);
        var (journal, factory) = (opened.Journal!, opened.Factory);
        using var store = factory.KeyValue(new StoreContext("store", new JournalledChangelog(journal, 0, null)), keepsOldValues: false);
        long[] positions = [0];
        journal.Load([store], positions);
        Check(store, positions[0]);
        Console.WriteLine($"loaded {positions[0]}");
        Write(journal, store, Math.Max(positions[0], 0), positions);
        return 0;
    }

    private static void Write(StateJournal journal, KeyValueBytesStore store, long number, long[] positions)
    {
        Span<byte> value = stackalloc byte[sizeof(long)];
        for (int commit = 0; ; commit++)
        {
            for (int i = 0; i < 1 + (commit % 700); i++)
            {
                number++;
                BitConverter.TryWriteBytes(value, number);
                store.Put([(byte)(number % Keys)], value, number);
            }

            store.Committed();
            positions[0] = number;
            journal.Commit(positions);
            journal.Work();
        }
    }

    private static void Check(KeyValueBytesStore store, long position)
    {
        for (int key = 0; key < Keys; key++)
        {
            long expected = position - ((position - key) % Keys);
            bool isThere = store.TryGet([(byte)key], out var entry);
            long found = isThere ? BitConverter.ToInt64(entry.Value) : 0;
            if (position > 0 && expected > 0 && found != expected)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"At position {position} the key {key} must be {expected} and is {found}."));
            }
        }
    }

    private static JournalSettings Settings(string engine) => new()
    {
        Task = "0_0",
        Fingerprint = 1,
        WritesCommittedOnly = engine != "at-least-once",
        Time = TimeProvider.System,
        Logger = NullLogger.Instance,
        SmallestFile = 100_000,
        SmallestSlice = 300,
        LargestSlice = 300,
    };

    private static OpenedState Engine(string engine, TaskFolder folder, JournalSettings settings) => engine == "rocksdb"
        ? new RocksDbEngine(new RocksDbOptions { MemoryBudget = 16 << 20 }).Open(folder, stores: 1, settings)
        : new OpenedState(StoreFactory.InMemory, new FileStateJournal(new JournalFiles(folder.Path), 1, settings));
}
