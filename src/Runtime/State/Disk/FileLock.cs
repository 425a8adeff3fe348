namespace GenStreams.State.Disk;

/// <summary>A file that at most one owner holds open, in whatever process of the machine; it is free when the owner's process has died.</summary>
internal sealed class FileLock : IDisposable
{
    private const int WindowsSharingViolation = 32;
    private const int LinuxWouldBlock = 11;
    private const int BsdWouldBlock = 35;

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The file, which is made if it is not there and never deleted: two owners could otherwise hold two files of one name.</param>
    /// <returns>The lock; null when another holds it.</returns>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made or opened.</exception>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => _file.Dispose();

    private static bool IsHeld(IOException exception)
    {
        int code = exception.HResult & 0xFFFF;
        return OperatingSystem.IsWindows() ? code == WindowsSharingViolation : code is LinuxWouldBlock or BsdWouldBlock;
    }
}
