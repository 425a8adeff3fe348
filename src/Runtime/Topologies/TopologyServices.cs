using Microsoft.Extensions.DependencyInjection;

namespace GenStreams.Topologies;

/// <summary>What generated code asks for when it makes a topology object; for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TopologyServices
{
    /// <summary>A constructor parameter of a topology that there must be a service for.</summary>
    /// <param name="services">The services.</param>
    /// <param name="topology">The topology.</param>
    /// <param name="key">The service's key; null: it has none.</param>
    /// <typeparam name="T">Type of the parameter.</typeparam>
    /// <exception cref="InvalidOperationException">No such service is registered.</exception>
    public static T Required<T>(IServiceProvider services, string topology, object? key = null)
        where T : notnull =>
        Find(services, typeof(T), key) is T service ? service : throw new InvalidOperationException(
            $"The constructor of {topology} takes a {typeof(T)}, but no such service is registered{(key is null ? "" : $" with the key '{key}'")}: "
            + "register it, or give the parameter a default value.");

    /// <summary>A constructor parameter that need not be a service.</summary>
    /// <param name="services">The services.</param>
    /// <param name="otherwise">What it is when the service is not registered.</param>
    /// <param name="key">The service's key; null: it has none.</param>
    /// <typeparam name="T">Type of the parameter.</typeparam>
    public static T? Optional<T>(IServiceProvider services, T? otherwise, object? key = null) =>
        Find(services, typeof(T), key) is T service ? service : otherwise;

    private static object? Find(IServiceProvider services, Type type, object? key)
    {
        ArgumentNullException.ThrowIfNull(services);
        return key is null ? services.GetService(type)
            : services is IKeyedServiceProvider keyed ? keyed.GetKeyedService(type, key)
            : throw new InvalidOperationException($"The services have no keys, but {type} is wanted with the key '{key}'.");
    }

    /// <summary>The value of a store's property.</summary>
    /// <param name="store">The store; null outside of a task.</param>
    /// <param name="member">The property.</param>
    /// <exception cref="InvalidOperationException">The object does not belong to a task.</exception>
    public static T Store<T>(T? store, string member)
        where T : class => store ?? throw new InvalidOperationException(
            $"{member} is a store of a task: it can be used in operator methods only, whose object belongs to the task.");
}
