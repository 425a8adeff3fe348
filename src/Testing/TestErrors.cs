using GenStreams.Processing;
using GenStreams.Topologies;

namespace GenStreams.Testing;

/// <summary>Notes what went wrong, and asks the test's own handler if there is one.</summary>
internal sealed class TestErrors(ITaskErrors? handler) : ITaskErrors
{
    private readonly List<DroppedRecord> _dropped = [];

    public IReadOnlyList<DroppedRecord> DroppedRecords => _dropped;

    /// <summary>Where the exception happened that was not resumed.</summary>
    public StepDescriptor? FailedStep { get; set; }

    public bool Resume(TopologyTask task, StepDescriptor step, Exception exception)
    {
        bool resumes = handler is not null && handler.Resume(task, step, exception);
        FailedStep = resumes ? null : step;
        return resumes;
    }

    public void Dropped(TopologyTask task, string member, string reason)
    {
        var record = task.Context.Record;
        _dropped.Add(new DroppedRecord(member, reason, record.Topic, record.Partition, record.Offset));
        handler?.Dropped(task, member, reason);
    }

    /// <summary>Notes a record that a global table dropped, which no task has seen.</summary>
    public void Dropped(string table, string reason, TestMessage message) =>
        _dropped.Add(new DroppedRecord(table, reason, message.Topic.Name, message.Partition, message.Offset));
}
