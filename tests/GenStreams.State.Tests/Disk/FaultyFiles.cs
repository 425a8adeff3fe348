using GenStreams.State.Disk;

namespace GenStreams.State.Tests.Disk;

/// <summary>The files of a journal on a disk that has only so much room: what does not fit is written in part, as a disk does it.</summary>
internal sealed class FaultyFiles(string folder) : JournalFiles(folder)
{
    /// <summary>How many more bytes can be written.</summary>
    public long Room { get; set; } = long.MaxValue;

    protected override JournalFile Open(string path, FileMode mode) => new FaultyFile(this, path, mode);

    private sealed class FaultyFile(FaultyFiles files, string path, FileMode mode) : JournalFile(path, mode)
    {
        public override void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            int written = (int)Math.Min(bytes.Length, files.Room);
            files.Room -= written;
            base.Write(bytes[..written], offset);
            if (written < bytes.Length)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
