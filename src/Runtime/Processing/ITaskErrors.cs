using GenStreams.Topologies;

namespace GenStreams.Processing;

/// <summary>Decides what becomes of an exception in a task.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITaskErrors
{
    /// <summary>Asks the handler that decides on the step.</summary>
    /// <param name="task">The task.</param>
    /// <param name="step">Where it happened.</param>
    /// <param name="exception">What happened.</param>
    /// <returns>Whether the task goes on without the record; else the exception ends it.</returns>
    bool Resume(TopologyTask task, StepDescriptor step, Exception exception);

    /// <summary>Notes a record that an operator drops by its rules, such as one without a key in an aggregation.</summary>
    /// <param name="task">The task.</param>
    /// <param name="member">The operator.</param>
    /// <param name="reason">Why.</param>
    void Dropped(TopologyTask task, string member, string reason);
}
