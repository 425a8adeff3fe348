using GenStreams.Processing;

namespace GenStreams.State.Disk;

/// <summary>
/// A journal of stores in memory: each commit appends to a file what it has changed. When the file has become three times as long as the content
/// was, the content is written to a new one, little by little, that then takes its place.
/// </summary>
/// <remarks>
/// Whenever the process ends, the file is whole up to some commit: the last frames may be missing, and what is torn or damaged is found by its
/// checksum. A file is flushed to the disk before it takes the place of another, and else when the system does so: after the loss of power, the
/// state of an earlier commit is loaded, or none.
/// </remarks>
internal sealed class FileStateJournal : StateJournal
{
    /// <summary>So many bytes of changes that wait for a commit are many.</summary>
    private const long ManyChanges = 16 << 20;

    private readonly JournalFiles _files;
    private readonly JournalSettings _settings;
    private readonly JournalChanges _changes;
    private readonly RetryDelay _delay;
    private readonly long[] _positions;
    private IReadOnlyList<StateStore> _stores = [];
    private JournalWriter? _writer;
    private JournalCompaction? _compaction;
    private long _contentLength;
    private long _waiting;
    private bool _isOutdated;

    /// <summary>A journal; <see cref="Load"/> opens its file.</summary>
    /// <param name="files">Its files.</param>
    /// <param name="stores">How many stores the task has.</param>
    /// <param name="settings">Whose it is, and how it works.</param>
    public FileStateJournal(JournalFiles files, int stores, JournalSettings settings)
    {
        _files = files;
        _settings = settings;
        _changes = new JournalChanges(stores);
        _delay = new RetryDelay(settings.Time);
        _positions = new long[stores];
    }

    /// <inheritdoc/>
    public override bool IsFull => _waiting > ManyChanges;

    private bool IsWriting => _writer is not null || _compaction is not null;

    /// <inheritdoc/>
    public override void Load(IReadOnlyList<StateStore> stores, Span<long> positions)
    {
        _stores = stores;
        Reset();
        try
        {
            if (!TryLoad())
            {
                Begin();
            }
        }
        catch (Exception e) when (StateFolder.IsDiskFault(e))
        {
            Reset();
            Failed(e);
        }

        _positions.CopyTo(positions);
    }

    /// <inheritdoc/>
    public override void Append(int store, ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers)
    {
        if (IsWriting)
        {
            long before = _changes.Length;
            _changes.Add(store, key, value, timestamp, headers);
            _waiting += _changes.Length - before;
            if (_changes.HasFull && !_settings.WritesCommittedOnly)
            {
                WriteFull();
            }
        }
    }

    /// <inheritdoc/>
    public override void Commit(ReadOnlySpan<long> positions)
    {
        if (_waiting > 0 || _compaction is not null || !positions.SequenceEqual(_positions))
        {
            positions.CopyTo(_positions);
            WriteFull();
            var time = _settings.Time.GetUtcNow();
            WriteCommit(time);
            WriteCommitAnew(time);
            _changes.Clear();
            _waiting = 0;
        }

        BeginCompactionIfDue();
    }

    /// <inheritdoc/>
    public override void Work()
    {
        if (_settings.WritesCommittedOnly)
        {
            return;
        }

        BeginCompactionIfDue();
        try
        {
            _compaction?.WriteSlice();
        }
        catch (Exception e) when (StateFolder.IsDiskFault(e))
        {
            CompactionFailed(e);
        }
    }

    /// <inheritdoc/>
    public override void RollBack()
    {
        _changes.Clear();
        _waiting = 0;
        if (!_settings.WritesCommittedOnly)
        {
            // What the new file has already cannot be told apart.
            DropCompaction();
            try
            {
                _writer?.CutToCommit();
            }
            catch (Exception e) when (StateFolder.IsDiskFault(e))
            {
                WriterFailed(e);
            }
        }
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        Reset();
        try
        {
            Begin();
        }
        catch (Exception e) when (StateFolder.IsDiskFault(e))
        {
            Failed(e);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CloseFiles();
            _changes.Dispose();
        }
    }

    private bool TryLoad()
    {
        var file = _files.OpenExisting();
        if (file is null)
        {
            return false;
        }

        try
        {
            var extent = Read(file);
            if (extent is not null)
            {
                _writer = JournalWriter.GoOn(file, extent);
                _contentLength = extent.FirstEnd;
                extent.Positions.CopyTo(_positions, 0);
                LoadedFrom = extent.End > JournalHeader.Size ? extent.Time : null;
                return true;
            }
        }
        finally
        {
            if (_writer is null)
            {
                file.Dispose();
            }
        }

        ClearStores();
        return false;
    }

    private JournalExtent? Read(JournalFile file)
    {
        var reader = new JournalReader(file, _stores.Count);
        if (reader.Scan(_settings.Fingerprint, out string? refusal) is not { } extent)
        {
            DiskLog.StateDropped(_settings.Logger, _settings.Task, refusal!);
            return null;
        }

        if (extent.Damage is not null)
        {
            DiskLog.TailDropped(_settings.Logger, _settings.Task, file.Length - extent.End, extent.Damage);
        }

        try
        {
            long count = reader.Replay(extent, _stores);
            DiskLog.Loaded(_settings.Logger, _settings.Task, count, extent.End);
            return extent;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or ArgumentException)
        {
            DiskLog.StateDropped(_settings.Logger, _settings.Task, e.Message);
            return null;
        }
    }

    private void Begin()
    {
        _writer = JournalWriter.Begin(_files.Create(), _stores.Count, _settings.Fingerprint);
        _contentLength = 0;
    }

    private void WriteFull()
    {
        foreach (var buffer in _changes.Full)
        {
            WriteChanges(buffer);
        }

        _changes.DropFull();
    }

    private void WriteChanges(JournalBuffer buffer)
    {
        try
        {
            _writer?.WriteChanges(buffer);
        }
        catch (Exception e) when (StateFolder.IsDiskFault(e))
        {
            WriterFailed(e);
        }

        try
        {
            _compaction?.WriteChanges(buffer);
        }
        catch (Exception e) when (StateFolder.IsDiskFault(e))
        {
            CompactionFailed(e);
        }
    }

    private void WriteCommit(DateTimeOffset time)
    {
        try
        {
            _writer?.WriteCommit(_changes.Last, time, _positions);
        }
        catch (Exception e) when (StateFolder.IsDiskFault(e))
        {
            WriterFailed(e);
        }
    }

    private void WriteCommitAnew(DateTimeOffset time)
    {
        try
        {
            if (_compaction is not null && _compaction.WriteCommit(_changes.Last, time, _positions))
            {
                Switch();
            }
        }
        catch (Exception e) when (StateFolder.IsDiskFault(e))
        {
            CompactionFailed(e);
        }
    }

    private void Switch()
    {
        _writer?.Dispose();
        _writer = null;
        _files.Replace();
        _writer = _compaction!.Writer;
        _contentLength = _compaction.ContentLength;
        _compaction.Dispose();
        _compaction = null;
        _isOutdated = false;
        if (_delay.Succeeded())
        {
            DiskLog.WritingAgain(_settings.Logger, _settings.Task);
        }
    }

    private void BeginCompactionIfDue()
    {
        bool isDue = _writer is null || _writer.End > Math.Max(_settings.SmallestFile, _contentLength * 3);
        if (!isDue || _compaction is not null || !_delay.IsOver)
        {
            return;
        }

        try
        {
            if (_isOutdated)
            {
                // It could not be written to, and a new one did not fit beside it.
                _files.Delete();
            }

            _compaction = new JournalCompaction(
                JournalWriter.Begin(_files.CreateNew(), _stores.Count, _settings.Fingerprint), _stores, _settings);
        }
        catch (Exception e) when (StateFolder.IsDiskFault(e))
        {
            CompactionFailed(e);
        }
    }

    // The file that counts stays: it is right as of its last commit, and the changelogs have the rest.
    private void WriterFailed(Exception exception)
    {
        _writer?.Dispose();
        _writer = null;
        Failed(exception);
    }

    private void CompactionFailed(Exception exception)
    {
        _isOutdated = _writer is null;
        DropCompaction();
        Failed(exception);
    }

    private void Failed(Exception exception)
    {
        if (_delay.Failed())
        {
            DiskLog.WritingFailed(_settings.Logger, _settings.Task, _delay.Current, exception.Message);
        }
    }

    private void Reset()
    {
        CloseFiles();
        ClearStores();
        Array.Fill(_positions, None);
        LoadedFrom = null;
    }

    private void CloseFiles()
    {
        _changes.Clear();
        _waiting = 0;
        DropCompaction();
        _writer?.Dispose();
        _writer = null;
    }

    private void DropCompaction()
    {
        if (_compaction is null)
        {
            return;
        }

        _compaction.Writer.Dispose();
        _compaction.Dispose();
        _compaction = null;
        try
        {
            _files.DeleteNew();
        }
        catch (Exception e) when (StateFolder.IsDiskFault(e))
        {
            // Removed when the next one is made, or when the journal is opened.
        }
    }

    private void ClearStores()
    {
        foreach (var store in _stores)
        {
            store.Clear();
        }
    }
}
