using System.Globalization;

namespace GenStreams.State.Disk;

/// <summary>
/// The number of this process among those of one application on this machine: the lowest that is free, held until it is disposed of or the
/// process ends. So a process that is started again is known by the same name, and two at a time are never known by one.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    /// <summary>More processes of one application than a machine has.</summary>
    private const int Limit = 10_000;

    private readonly FileLock? _lock;

    private InstanceLock(int number, FileLock? held)
    {
        Number = number;
        _lock = held;
    }

    /// <summary>The number: 0, 1, 2 ...</summary>
    public int Number { get; }

    /// <summary>Takes the lowest free number in a folder that is the application's own.</summary>
    /// <exception cref="IOException">No file can be made there.</exception>
    /// <exception cref="UnauthorizedAccessException">No file may be made there.</exception>
    public static InstanceLock Take(string folder) =>
        TryTake(folder, string.Empty, othersMayOwnFiles: false) ?? throw new IOException($"All {Limit} instance numbers in '{folder}' are taken.");

    /// <summary>Takes the lowest free number of an application that has no folder, in the folder for temporary files.</summary>
    /// <remarks>Where not even that can be written to, the number is made of the process id: it differs from all others, but after a restart too.</remarks>
    public static InstanceLock TakeWithoutFolder(string application)
    {
        try
        {
            if (TryTake(Path.GetTempPath(), $"genstreams-{application}-", othersMayOwnFiles: true) is { } taken)
            {
                return taken;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }

        return new InstanceLock(Limit + Environment.ProcessId, held: null);
    }

    /// <summary>Gives the number back.</summary>
    public void Dispose() => _lock?.Dispose();

    private static InstanceLock? TryTake(string folder, string prefix, bool othersMayOwnFiles)
    {
        for (int number = 0; number < Limit; number++)
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{prefix}instance-{number}.lock"));
            try
            {
                if (FileLock.TryTake(path) is { } taken)
                {
                    return new InstanceLock(number, taken);
                }
            }
            catch (UnauthorizedAccessException) when (othersMayOwnFiles && File.Exists(path))
            {
                // The number of another user's process, or of one that was: there is no telling.
            }
        }

        return null;
    }
}
