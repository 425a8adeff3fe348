using GenStreams.Processing;

namespace GenStreams.State.Disk;

/// <summary>Changes in the order in which they were made, divided into what becomes frames. Their memory is used again.</summary>
/// <param name="stores">How many stores the task has.</param>
internal sealed class JournalChanges(int stores) : IDisposable
{
    /// <summary>A buffer that has so many bytes is full; only a single change makes one larger.</summary>
    public const int FullSize = 1 << 20;

    private readonly List<JournalBuffer> _full = [];
    private JournalBuffer? _spare;

    /// <summary>The buffers that are full, oldest first.</summary>
    public IReadOnlyList<JournalBuffer> Full => _full;

    /// <summary>The buffer that takes the next change.</summary>
    public JournalBuffer Last { get; private set; } = new(stores);

    /// <summary>Bytes of all changes.</summary>
    public long Length { get; private set; }

    /// <summary>Whether there are buffers that are full.</summary>
    public bool HasFull => _full.Count > 0;

    /// <summary>Adds a change.</summary>
    public void Add(int store, ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers)
    {
        int before = Last.Length;
        Last.Add(store, key, value, timestamp, headers);
        Length += Last.Length - before;
        if (Last.Length >= FullSize)
        {
            _full.Add(Last);
            Last = _spare ?? new JournalBuffer(stores);
            _spare = null;
        }
    }

    /// <summary>Removes the buffers that are full, which were written.</summary>
    public void DropFull()
    {
        foreach (var buffer in _full)
        {
            Length -= buffer.Length;
            Recycle(buffer);
        }

        _full.Clear();
    }

    /// <summary>Removes all changes.</summary>
    public void Clear()
    {
        DropFull();
        Length = 0;
        Last.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Clear();
        _spare?.Dispose();
        Last.Dispose();
    }

    // One is enough where frames are written as they become full; a large commit gives its memory back. So does a large change.
    private void Recycle(JournalBuffer buffer)
    {
        if (_spare is null && buffer.Length < 2 * FullSize)
        {
            buffer.Clear();
            _spare = buffer;
        }
        else
        {
            buffer.Dispose();
        }
    }
}
