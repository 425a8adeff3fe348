using GenStreams.Processing;

namespace GenStreams.State.Disk;

/// <summary>
/// Writes a new journal file from the content of the stores, a slice at a time, while changes go on: those are written to the new file too, in
/// their order among the slices. Whatever was there all the time is in a slice, and whatever changed comes behind it. Nothing counts before the
/// first commit in the file, which comes when all slices are written; then the file is flushed to the disk while commits go on.
/// </summary>
internal sealed class JournalCompaction : IChangelog, IDisposable
{
    /// <summary>Records between two looks at how much was written.</summary>
    private const int RecordsAtATime = 128;

    private readonly IReadOnlyList<StateStore> _stores;
    private readonly JournalSettings _settings;
    private readonly JournalBuffer _slice;
    private ContentCursor _cursor = new();
    private int _store;
    private long _changed;
    private Task? _flush;

    /// <summary>A file with nothing in it yet.</summary>
    /// <param name="writer">Writes the file.</param>
    /// <param name="stores">The stores.</param>
    /// <param name="settings">How large slices are.</param>
    public JournalCompaction(JournalWriter writer, IReadOnlyList<StateStore> stores, JournalSettings settings)
    {
        Writer = writer;
        _stores = stores;
        _settings = settings;
        _slice = new JournalBuffer(stores.Count);
    }

    /// <summary>Writes the file.</summary>
    public JournalWriter Writer { get; }

    /// <summary>How long the content is: the file up to its first commit.</summary>
    public long ContentLength { get; private set; }

    private bool IsCopied => _store == _stores.Count;

    /// <summary>Writes changes that do not count yet.</summary>
    public void WriteChanges(JournalBuffer changes)
    {
        _changed += changes.Length;
        Writer.WriteChanges(changes);
    }

    /// <summary>Writes the changes of a commit, and more of the content.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="time">When it was committed.</param>
    /// <param name="positions">The position of each store.</param>
    /// <returns>Whether the file is on the disk, and can take the place of the other.</returns>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public bool WriteCommit(JournalBuffer changes, DateTimeOffset time, ReadOnlySpan<long> positions)
    {
        _changed += changes.Length;
        WriteSlice();
        if (!IsCopied)
        {
            Writer.WriteChanges(changes);
            return false;
        }

        Writer.WriteCommit(changes, time, positions);
        if (_flush is null)
        {
            ContentLength = Writer.End;
            _flush = Task.Run(Writer.File.Flush);
        }

        if (!_flush.IsCompleted)
        {
            return false;
        }

        _flush.GetAwaiter().GetResult();
        return true;
    }

    /// <summary>Writes more of the content: more than was changed, so that it comes to an end.</summary>
    public void WriteSlice()
    {
        long end = Writer.End + Math.Clamp(_changed * 2, _settings.SmallestSlice, _settings.LargestSlice);
        _changed = 0;
        while (!IsCopied && Writer.End + _slice.Length < end)
        {
            if (!_stores[_store].CopyTo(this, _cursor, RecordsAtATime))
            {
                _store++;
                _cursor = new ContentCursor();
            }

            if (_slice.Length >= JournalChanges.FullSize)
            {
                WriteBuffer();
            }
        }

        WriteBuffer();
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) => _slice.Add(_store, key, value, timestamp, default);

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp, RecordHeaders headers) =>
        _slice.Add(_store, key, value, timestamp, headers.Encoded);

    /// <summary>Frees the memory; the file stays open.</summary>
    public void Dispose() => _slice.Dispose();

    private void WriteBuffer()
    {
        if (_slice.Length > 0)
        {
            Writer.WriteChanges(_slice);
            _slice.Clear();
        }
    }
}
