using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>Makes the tasks of a topology whose class is known to generated code only.</summary>
internal abstract class StreamTaskFactory
{
    /// <summary>The topology.</summary>
    public abstract TopologyDescriptor Descriptor { get; }

    /// <summary>Makes a task, and an object of the topology's class for it alone.</summary>
    public abstract OwnedTask Create(TaskContext context);

    /// <summary>Makes the object that users query.</summary>
    public abstract object CreateForQueries(StateQueries queries, out IDisposable lifetime);
}
