using Microsoft.Extensions.Logging;

namespace GenStreams.State.Disk;

/// <summary>
/// Where the state of an application lies on this machine: <c>{directory}/{application}/{task}</c>. Each task's folder belongs to the process
/// that has opened it. No fault of the disk gets out of here: what cannot be opened is told in the log once, and state lives in memory only.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    private const string LockSuffix = ".lock";

    private readonly string? _path;
    private readonly InstanceLock _instance;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Opens the folder of an application, which is made if it is not there.</summary>
    /// <param name="directory">The folder of all applications; null: state lives in memory only.</param>
    /// <param name="application">The application id.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what cannot be used, and why.</param>
    public StateFolder(string? directory, string application, TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        if (directory is not null && TryOpenApplication(directory, application, out var path, out var instance))
        {
            _path = path;
            _instance = instance;
        }
        else
        {
            _instance = InstanceLock.TakeWithoutFolder(application);
        }
    }

    /// <summary>The number of this process among those of the application on this machine.</summary>
    public int Instance => _instance.Number;

    /// <summary>Opens the folder of a task, which is made if it is not there.</summary>
    /// <param name="task">The name of the task.</param>
    /// <returns>The folder; null when state lives in memory only, or another process has the folder.</returns>
    public TaskFolder? TryOpen(string task)
    {
        var folder = TryOpen(task, out bool isTaken);
        if (isTaken)
        {
            DiskLog.TaskFolderTaken(_logger, task, Path.Combine(_path!, task));
        }

        return folder;
    }

    /// <summary>The same, for who can wait for the folder: that another has it is not told.</summary>
    /// <param name="task">The name of the task.</param>
    /// <param name="isTaken">Whether another process has it.</param>
    public TaskFolder? TryOpen(string task, out bool isTaken)
    {
        isTaken = false;
        if (_path is null)
        {
            return null;
        }

        string path = Path.Combine(_path, task);
        try
        {
            if (FileLock.TryTake(path + LockSuffix) is not { } held)
            {
                isTaken = true;
                return null;
            }

            try
            {
                Make(path);
                File.SetLastWriteTimeUtc(path + LockSuffix, _time.GetUtcNow().UtcDateTime);
                return new TaskFolder(task, path, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception e) when (IsDiskFault(e))
        {
            DiskLog.TaskFolderUnusable(_logger, task, path, e.Message);
            return null;
        }
    }

    /// <summary>The names of the tasks that have a folder here, whoever uses it.</summary>
    public IReadOnlyList<string> KeptTasks()
    {
        try
        {
            return _path is null ? [] : [.. Directory.EnumerateDirectories(_path).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (IsDiskFault(e))
        {
            return [];
        }
    }

    /// <summary>Removes the folders of tasks that nobody uses, and nobody has used for some time.</summary>
    /// <param name="age">How long.</param>
    public void RemoveObsolete(TimeSpan age)
    {
        foreach (string task in KeptTasks())
        {
            string path = Path.Combine(_path!, task);
            try
            {
                using var held = FileLock.TryTake(path + LockSuffix);
                var lastUse = held is null ? DateTime.MaxValue : LastUse(path);
                if (lastUse < _time.GetUtcNow().UtcDateTime - age)
                {
                    Directory.Delete(path, recursive: true);
                    DiskLog.ObsoleteRemoved(_logger, task, lastUse);
                }
            }
            catch (Exception e) when (IsDiskFault(e))
            {
                DiskLog.ObsoleteNotRemoved(_logger, task, path, e.Message);
            }
        }
    }

    /// <summary>Whether an exception says that the disk, or what may be done there, is at fault.</summary>
    public static bool IsDiskFault(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>Gives the instance number back; folders that are open stay so.</summary>
    public void Dispose() => _instance.Dispose();

    private bool TryOpenApplication(string directory, string application, out string path, out InstanceLock instance)
    {
        // An application may be called '..'.
        path = Path.Combine(directory, application.StartsWith('.') ? "%2E" + application[1..] : application);
        try
        {
            Make(directory);
            Make(path);
            instance = InstanceLock.Take(path);
            return true;
        }
        catch (Exception e) when (IsDiskFault(e))
        {
            DiskLog.FolderUnusable(_logger, path, e.Message);
            instance = null!;
            return false;
        }
    }

    // What an application remembers is nobody else's business.
    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // A process that was killed has not said when it last used the folder; its files have.
    private static DateTime LastUse(string path) => Directory
        .EnumerateFiles(path, "*", SearchOption.AllDirectories)
        .Append(path + LockSuffix)
        .Max(File.GetLastWriteTimeUtc);
}
