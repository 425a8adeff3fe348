using GenStreams.Processing;
using GenStreams.Queries;

namespace GenStreams.Topologies;

/// <summary>What the compiler makes of a <c>[Topology]</c> class, and all that the runtime knows of it.</summary>
/// <typeparam name="TSelf">The class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITopology<TSelf>
    where TSelf : class, ITopology<TSelf>
{
    /// <summary>The graph as data.</summary>
    static abstract TopologyDescriptor Descriptor { get; }

    /// <summary>Makes an object of the class; its constructor's parameters come from the services.</summary>
    static abstract TSelf Create(IServiceProvider services);

    /// <summary>Makes a task of the sub-topology that <paramref name="context"/> names.</summary>
    /// <param name="topology">An object of the class that belongs to the task alone.</param>
    /// <param name="context">What the task gets from its surroundings.</param>
    static abstract TopologyTask CreateTask(TSelf topology, TaskContext context);

    /// <summary>Lets this object's tables be queried.</summary>
    void Bind(StateQueries queries);
}
