using Microsoft.Extensions.Logging;

namespace GenStreams.State.Disk;

/// <summary>The log messages about state on disk.</summary>
internal static partial class DiskLog
{
    [LoggerMessage(80, LogLevel.Warning, "The state folder {Path} cannot be used, so state is kept in memory only and comes back from the changelogs: {Reason}")]
    public static partial void FolderUnusable(ILogger logger, string path, string reason);

    [LoggerMessage(81, LogLevel.Warning, "State of task {Task} is kept in memory only: its folder {Path} cannot be used: {Reason}")]
    public static partial void TaskFolderUnusable(ILogger logger, string task, string path, string reason);

    [LoggerMessage(82, LogLevel.Warning, "State of task {Task} is kept in memory only: another process, or another topology of this one, uses its folder {Path}.")]
    public static partial void TaskFolderTaken(ILogger logger, string task, string path);

    [LoggerMessage(83, LogLevel.Information, "Removed the state of task {Task}, which was not used since {LastUse}.")]
    public static partial void ObsoleteRemoved(ILogger logger, string task, DateTime lastUse);

    [LoggerMessage(84, LogLevel.Warning, "The state of task {Task} in {Path}, which was not used for long, could not be removed: {Reason}")]
    public static partial void ObsoleteNotRemoved(ILogger logger, string task, string path, string reason);

    [LoggerMessage(85, LogLevel.Warning, "State of task {Task} on disk was dropped, it comes back from the changelogs: {Reason}")]
    public static partial void StateDropped(ILogger logger, string task, string reason);

    [LoggerMessage(86, LogLevel.Warning, "State of task {Task} on disk: {Bytes} bytes behind the last whole commit were dropped: {Reason}")]
    public static partial void TailDropped(ILogger logger, string task, long bytes, string reason);

    [LoggerMessage(87, LogLevel.Warning, "State of task {Task} cannot be written to disk; it goes on in memory, and writing is tried again in {Delay}: {Reason}")]
    public static partial void WritingFailed(ILogger logger, string task, TimeSpan delay, string reason);

    [LoggerMessage(88, LogLevel.Information, "State of task {Task} is on disk again.")]
    public static partial void WritingAgain(ILogger logger, string task);

    [LoggerMessage(89, LogLevel.Information, "Loaded the state of task {Task} from disk: {Records} records, {Bytes} bytes.")]
    public static partial void Loaded(ILogger logger, string task, long records, long bytes);
}
