using System.Globalization;
using System.Text;
using GenStreams.Processing;
using GenStreams.State.Disk;

namespace GenStreams.State.Tests.Disk;

/// <summary>
/// A task of two key-value stores and the window store of a join, with a journal, beside the simplest words of what they hold. The position of a store is how
/// many changes it has made.
/// </summary>
internal sealed class JournalledTask : IDisposable
{
    public const int Stores = 3;
    private const int Joins = 2;

    private readonly FileStateJournal _journal;
    private readonly StateStore[] _stores;
    private readonly long[] _positions = new long[Stores];

    /// <summary>Opens a task's state.</summary>
    public JournalledTask(JournalFiles files, JournalSettings settings)
    {
        _journal = new FileStateJournal(files, Stores, settings);
        _stores =
        [
            StoreFactory.InMemory.KeyValue(Context("first", 0), keepsOldValues: false),
            StoreFactory.InMemory.KeyValue(Context("second", 1), keepsOldValues: false),
            StoreFactory.InMemory.JoinWindow(Context("joins", Joins), retention: 1_000_000),
        ];
        Load();

        StoreContext Context(string name, int number) => new(
            name, new JournalledChangelog(_journal, number, changelog: null), KeepsUndo: settings.WritesCommittedOnly);
    }

    public FileStateJournal Journal => _journal;

    public long[] Positions => _positions;

    public static JournalSettings Settings(LogRecorder log, TimeProvider? time = null, bool writesCommittedOnly = true) => new()
    {
        Task = "0_1",
        Fingerprint = 42,
        WritesCommittedOnly = writesCommittedOnly,
        Time = time ?? TimeProvider.System,
        Logger = log,
        SmallestFile = 4096,
        SmallestSlice = 512,
        LargestSlice = 1024,
    };

    public void Load() => _journal.Load(_stores, _positions);

    public void Put(int store, string key, byte[] value, long timestamp)
    {
        ((KeyValueBytesStore)_stores[store]).Put(Encoding.UTF8.GetBytes(key), value, timestamp);
        _positions[store] = Math.Max(_positions[store], 0) + 1;
    }

    public void Delete(int store, string key, long timestamp)
    {
        ((KeyValueBytesStore)_stores[store]).Delete(Encoding.UTF8.GetBytes(key), timestamp);
        _positions[store] = Math.Max(_positions[store], 0) + 1;
    }

    public void AddRow(string key, byte[] value, long timestamp)
    {
        ((JoinWindowBytesStore)_stores[Joins]).Put(Encoding.UTF8.GetBytes(key), new Bytes(value), timestamp);
        _positions[Joins] = Math.Max(_positions[Joins], 0) + 1;
    }

    public void Commit()
    {
        foreach (var store in _stores)
        {
            store.Committed();
        }

        _journal.Commit(_positions);
    }

    /// <summary>Takes back what was done since the last commit.</summary>
    public void RollBack(long[] committed)
    {
        _journal.RollBack();
        Assert.All(_stores, store => Assert.True(store.TryRollBack()));
        committed.CopyTo(_positions, 0);
    }

    /// <summary>All that the stores hold, and their positions, as text.</summary>
    public string Content()
    {
        var text = new StringBuilder();
        for (int i = 0; i < Stores; i++)
        {
            var lines = new Lines();
            while (_stores[i].CopyTo(lines, lines.Cursor, 100))
            {
            }

            text.Append(CultureInfo.InvariantCulture, $"store {i} at {Math.Max(_positions[i], 0)}\n");
            text.AppendJoin('\n', lines.Order(StringComparer.Ordinal)).Append('\n');
        }

        return text.ToString();
    }

    public void Dispose()
    {
        foreach (var store in _stores)
        {
            store.Dispose();
        }

        _journal.Dispose();
    }

    private sealed class Lines : List<string>, IChangelog
    {
        public ContentCursor Cursor { get; } = new();

        public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) =>
            Add($"{Convert.ToHexString(key)} = {Convert.ToHexString(value.Span)} at {timestamp}");
    }
}
