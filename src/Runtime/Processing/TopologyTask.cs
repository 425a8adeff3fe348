using System.Runtime.CompilerServices;

namespace GenStreams.Processing;

/// <summary>
/// A sub-topology at work on one partition: the base of the classes that the compiler writes. Used by one thread at a time.
/// </summary>
public abstract class TopologyTask
{
    private Exception? _refused;

    /// <summary>A task.</summary>
    protected TopologyTask(TaskContext context) => Context = context;

    /// <summary>What the task gets from its surroundings.</summary>
    public TaskContext Context { get; }

    /// <summary>Which step is being done: an index of the sub-topology's steps. Written before each, read when it throws.</summary>
    protected int At { get; set; }

    /// <summary>Takes a record through the graph.</summary>
    /// <param name="source">The source it came from: an index of the sub-topology's sources.</param>
    /// <param name="record">The record; its memory is used during the call only.</param>
    public abstract void Process(int source, in RawRecord record);

    /// <summary>Forwards all that record caches hold back, upstream stores first. Called at each commit.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>
    /// Decides on an exception: the filter of the handlers that generated code has where the flow splits, so that one branch's error does
    /// not end the others. As a filter it runs before the stack is unwound: a refused exception keeps its origin in a debugger.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected bool Resumes(Exception exception)
    {
        if (ReferenceEquals(exception, _refused))
        {
            return false;
        }

        bool resumes = Context.Errors.Resume(this, Context.SubTopology.Steps[At], exception);
        _refused = resumes ? null : exception;
        return resumes;
    }

    /// <summary>Notes a record that an operator drops by its rules.</summary>
    /// <param name="reason">Why, in a few words.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected void Drop(string reason) => Context.Errors.Dropped(this, Context.SubTopology.Steps[At].Member, reason);
}
