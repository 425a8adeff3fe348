using Microsoft.Win32.SafeHandles;

namespace GenStreams.State.Disk;

/// <summary>A file of a journal: all that is done to one. Tests derive from it to let the disk fail.</summary>
internal class JournalFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="mode">Whether it is there already.</param>
    public JournalFile(string path, FileMode mode) =>
        _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);

    /// <summary>How long it is.</summary>
    public virtual long Length => RandomAccess.GetLength(_handle);

    /// <summary>Reads from a place.</summary>
    /// <returns>How many bytes were read; fewer than asked for at the end only.</returns>
    public virtual int Read(Span<byte> to, long offset)
    {
        int total = 0;
        int read;
        do
        {
            read = RandomAccess.Read(_handle, to[total..], offset + total);
            total += read;
        }
        while (read > 0 && total < to.Length);
        return total;
    }

    /// <summary>Writes at a place.</summary>
    public virtual void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

    /// <summary>Cuts the file.</summary>
    public virtual void Cut(long length) => RandomAccess.SetLength(_handle, length);

    /// <summary>Lets what was written survive the loss of power.</summary>
    public virtual void Flush() => RandomAccess.FlushToDisk(_handle);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected virtual void Dispose(bool disposing) => _handle.Dispose();
}
