namespace GenStreams.Topologies;

/// <summary>What generated code asks for when it makes a topology object; for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TopologyServices
{
    /// <summary>A constructor parameter of a topology.</summary>
    /// <param name="services">The services.</param>
    /// <param name="topology">The topology.</param>
    /// <typeparam name="T">Type of the parameter.</typeparam>
    /// <exception cref="InvalidOperationException">No such service is registered.</exception>
    public static T Required<T>(IServiceProvider services, string topology)
        where T : notnull =>
        Optional<T>(services) ?? throw new InvalidOperationException(
            $"The constructor of {topology} takes a {typeof(T)}, but no such service is registered: register it, or declare the parameter nullable.");

    /// <summary>A constructor parameter that can be null.</summary>
    /// <param name="services">The services.</param>
    /// <typeparam name="T">Type of the parameter.</typeparam>
    /// <returns>The service; null when it is not registered.</returns>
    public static T? Optional<T>(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.GetService(typeof(T)) is T service ? service : default;
    }

    /// <summary>The value of a store's property.</summary>
    /// <param name="store">The store; null outside of a task.</param>
    /// <param name="member">The property.</param>
    /// <exception cref="InvalidOperationException">The object does not belong to a task.</exception>
    public static T Store<T>(T? store, string member)
        where T : class => store ?? throw new InvalidOperationException(
            $"{member} is a store of a task: it can be used in operator methods only, whose object belongs to the task.");
}
