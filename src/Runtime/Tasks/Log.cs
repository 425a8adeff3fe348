using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>All log messages of threads, tasks and hosting.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Record dropped in '{Member}': {Reason} (topic {Topic}, partition {Partition}, offset {Offset}; {Count} dropped since the last message).")]
    public static partial void RecordDropped(ILogger logger, string member, string reason, string? topic, int partition, long offset, long count);

    [LoggerMessage(2, LogLevel.Warning, "Record skipped: '{Member}' of task {Task} failed at topic {Topic}, partition {Partition}, offset {Offset}.")]
    public static partial void RecordSkipped(ILogger logger, Exception exception, string member, TaskId task, string? topic, int partition, long offset);

    [LoggerMessage(3, LogLevel.Warning, "Record sent to dead letter topic {DeadLetterTopic}: '{Member}' of task {Task} failed at topic {Topic}, partition {Partition}, offset {Offset}.")]
    public static partial void RecordDeadLettered(ILogger logger, Exception exception, string member, TaskId task, string? topic, int partition, long offset, string deadLetterTopic);

    [LoggerMessage(4, LogLevel.Error, "The error handler failed, which fails the thread: it was asked about '{Member}' of task {Task} at topic {Topic}, partition {Partition}, offset {Offset}.")]
    public static partial void ErrorHandlerFailed(ILogger logger, Exception exception, string member, TaskId task, string? topic, int partition, long offset);

    [LoggerMessage(5, LogLevel.Error, "'{Member}' of task {Task} failed in a punctuation, or while record caches were flushed: there is no record to send to dead letter topic {DeadLetterTopic}, so the thread fails.")]
    public static partial void NothingToDeadLetter(ILogger logger, string member, TaskId task, string deadLetterTopic);

    [LoggerMessage(6, LogLevel.Warning, "Record left out that {Place} refuses; sent to dead letters: {DeadLetterTopic}. It came from topic {Source}, partition {SourcePartition}, offset {Offset}.")]
    public static partial void UndeliveredSkipped(ILogger logger, string place, string deadLetterTopic, string? source, int sourcePartition, long offset);

    [LoggerMessage(7, LogLevel.Error, "A record was not delivered to {Place}; it comes from no record that could go to dead letter topic {DeadLetterTopic}, so the thread fails.")]
    public static partial void UndeliveredNotDeadLettered(ILogger logger, string place, string deadLetterTopic);

    [LoggerMessage(8, LogLevel.Warning, "Record left out of table '{Member}', which cannot be read at topic {Topic}, partition {Partition}, offset {Offset}; not sent to dead letter topic {DeadLetterTopic}, as it is read again at every start.")]
    public static partial void UnreadableNotDeadLettered(ILogger logger, Exception exception, string member, string? topic, int partition, long offset, string deadLetterTopic);

    [LoggerMessage(20, LogLevel.Information, "Assigned tasks: {Tasks}. This process now has: {All}.")]
    public static partial void Assigned(ILogger logger, string tasks, string all);

    [LoggerMessage(21, LogLevel.Information, "Revoked tasks: {Tasks}.")]
    public static partial void Revoked(ILogger logger, string tasks);

    [LoggerMessage(22, LogLevel.Warning, "Lost tasks, which others may have already: {Tasks}. What was not committed will be processed again.")]
    public static partial void Lost(ILogger logger, string tasks);

    [LoggerMessage(23, LogLevel.Warning, "Not committed, since the group is being rebalanced: {Reason}.")]
    public static partial void CommitRefused(ILogger logger, string reason);

    [LoggerMessage(24, LogLevel.Warning, "{What} failed for now and will be tried again: {Reason}.")]
    public static partial void Retrying(ILogger logger, string what, string reason);

    [LoggerMessage(26, LogLevel.Information, "Restoring task {Task}: {Records} changelog records in {Stores} stores.")]
    public static partial void Restoring(ILogger logger, TaskId task, long records, int stores);

    [LoggerMessage(27, LogLevel.Information, "Restored tasks: {Tasks}.")]
    public static partial void Restored(ILogger logger, string tasks);

    [LoggerMessage(30, LogLevel.Information, "Stream thread {Thread} runs tasks: {Tasks}.")]
    public static partial void TasksStarted(ILogger logger, int thread, string tasks);

    [LoggerMessage(31, LogLevel.Information, "Task {Task} moves from stream thread {From} to {To}, which has less to do.")]
    public static partial void TaskMoves(ILogger logger, TaskId task, int from, int to);

    [LoggerMessage(32, LogLevel.Warning, "{Tasks} tasks start again from their last commit: {Reason}.")]
    public static partial void StartsOver(ILogger logger, int tasks, string reason);

    [LoggerMessage(33, LogLevel.Information, "{What} works again, after {Time}.")]
    public static partial void WorksAgain(ILogger logger, string what, TimeSpan time);

    [LoggerMessage(34, LogLevel.Warning, "Restoring task {Task} has waited {Time} for {Reason}; {Records} changelog records are left.")]
    public static partial void RestoreWaits(ILogger logger, TaskId task, TimeSpan time, string reason, long records);

    [LoggerMessage(35, LogLevel.Information, "Restoring task {Task} goes on.")]
    public static partial void RestoreGoesOn(ILogger logger, TaskId task);

    [LoggerMessage(36, LogLevel.Warning, "The changelog {Topic} of task {Task} ends at offset {End}, and the state that is here was made up to {Position}: the topic was made anew. The state is thrown away and restored from the topic as it is.")]
    public static partial void ChangelogIsShorter(ILogger logger, TaskId task, string topic, long end, long position);

    [LoggerMessage(37, LogLevel.Warning, "Topic {Topic}, partition {Partition}, does not have offset {Offset}, the next one to process: it has {Low} to {High}. It was truncated, or deleted and made anew. Reading goes on at offset {Start}; what lay between is lost.")]
    public static partial void OffsetIsGone(ILogger logger, string topic, int partition, long offset, long low, long high, long start);

    [LoggerMessage(38, LogLevel.Error, "Stream thread {Thread} is stuck in {Place}, for {Time}: longer than the poll interval. Another thread gets its tasks; what it still does is refused.")]
    public static partial void ThreadIsStuck(ILogger logger, string thread, string place, TimeSpan time);

    [LoggerMessage(39, LogLevel.Warning, "Topic {Topic} was deleted and made anew: partition {Partition} is read from its beginning, offset {Start}. Offset {Offset}, the next one to process, was of the topic before, and what was not processed of that is lost.")]
    public static partial void TopicIsAnother(ILogger logger, string topic, int partition, long start, long offset);

    [LoggerMessage(28, LogLevel.Warning, "Committed records of repartition topics were not deleted; tried again after the next commit: {Reason}.")]
    public static partial void PurgeFailed(ILogger logger, string reason);

    [LoggerMessage(29, LogLevel.Warning, "{What} failed while the thread was closed: {Reason}.")]
    public static partial void CloseFailed(ILogger logger, string what, string reason);

    [LoggerMessage(40, LogLevel.Information, "Topology {Topology} is {State}.")]
    public static partial void StateChanged(ILogger logger, string topology, TopologyState state);

    [LoggerMessage(41, LogLevel.Critical, "Topology {Topology} failed in thread {Thread}.")]
    public static partial void ThreadFailed(ILogger logger, Exception exception, string topology, string thread);

    [LoggerMessage(47, LogLevel.Critical, "Topology {Topology} has failed.")]
    public static partial void TopologyFailed(ILogger logger, Exception exception, string topology);

    [LoggerMessage(48, LogLevel.Error, "{Message} It is tried for {Timeout} (StartTimeout).")]
    public static partial void CannotConnect(ILogger logger, string message, TimeSpan timeout);

    [LoggerMessage(42, LogLevel.Critical, "Topology {Topology} cannot start.")]
    public static partial void StartFailed(ILogger logger, Exception exception, string topology);

    [LoggerMessage(43, LogLevel.Warning, "Thread {Thread} of topology {Topology} is replaced in {Delay}.")]
    public static partial void ReplacingThread(ILogger logger, string topology, string thread, TimeSpan delay);

    [LoggerMessage(44, LogLevel.Warning, "Topology {Topology} did not stop within {Timeout}: what was not committed will be processed again.")]
    public static partial void StopTimedOut(ILogger logger, string topology, TimeSpan timeout);

    [LoggerMessage(58, LogLevel.Information, "State of task {Task} on disk is older than {Age}: its changelogs may have forgotten deletions since. It is dropped and comes back from them.")]
    public static partial void KeptStateIsOld(ILogger logger, TaskId task, TimeSpan age);

    [LoggerMessage(59, LogLevel.Information, "State is kept in memory only, since the brokers do not tell the ids of topics: without them, state of other topics of the same names could not be told apart.")]
    public static partial void NoTopicIds(ILogger logger);

    [LoggerMessage(45, LogLevel.Information, "Created internal topic {Topic} with {Partitions} partitions.")]
    public static partial void TopicCreated(ILogger logger, string topic, int partitions);

    [LoggerMessage(49, LogLevel.Warning, "Reading global tables has waited {Time} for {Reason}.")]
    public static partial void GlobalTablesWait(ILogger logger, TimeSpan time, string reason);

    [LoggerMessage(50, LogLevel.Information, "Reading global tables goes on.")]
    public static partial void GlobalTablesGoOn(ILogger logger);

    [LoggerMessage(51, LogLevel.Warning, "Topic {Topic} was deleted and made anew: the global table that is read from it begins anew, and has what the topic has now.")]
    public static partial void GlobalTableIsAnew(ILogger logger, string topic);

    [LoggerMessage(52, LogLevel.Information, "Source topics were given more partitions, which are read from now on. They have now: {Topics}.")]
    public static partial void PartitionsTakenUp(ILogger logger, string topics);

    [LoggerMessage(46, LogLevel.Information, "Read {Records} records of global tables.")]
    public static partial void GlobalTablesRead(ILogger logger, long records);
}
