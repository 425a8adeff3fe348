using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.Topologies;
using Microsoft.Extensions.DependencyInjection;

namespace GenStreams.Tasks;

/// <summary>Makes the tasks of a topology. Each has its own scope of services, which ends with the task.</summary>
/// <typeparam name="T">The class of the topology.</typeparam>
internal sealed class StreamTaskFactory<T>(IServiceProvider services) : StreamTaskFactory
    where T : class, ITopology<T>
{
    /// <inheritdoc/>
    public override TopologyDescriptor Descriptor => T.Descriptor;

    /// <inheritdoc/>
    public override OwnedTask Create(TaskContext context)
    {
        var topology = CreateInScope(out var lifetime);
        try
        {
            return new OwnedTask(T.CreateTask(topology, context), lifetime);
        }
        catch
        {
            lifetime.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override object CreateForQueries(StateQueries queries, out IDisposable lifetime)
    {
        var topology = CreateInScope(out lifetime);
        topology.Bind(queries);
        return topology;
    }

    private T CreateInScope(out IDisposable lifetime)
    {
        var scope = services.CreateScope();
        try
        {
            var topology = T.Create(scope.ServiceProvider);
            lifetime = new Lifetime(topology as IDisposable, scope);
            return topology;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    private sealed class Lifetime(IDisposable? topology, IServiceScope scope) : IDisposable
    {
        public void Dispose()
        {
            topology?.Dispose();
            scope.Dispose();
        }
    }
}
