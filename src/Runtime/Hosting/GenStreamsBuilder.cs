using GenStreams.Hosting;
using GenStreams.Tasks;
using GenStreams.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace GenStreams;

/// <summary>Adds topologies to the services; made by <c>AddGenStreams</c>.</summary>
public sealed class GenStreamsBuilder
{
    internal GenStreamsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Runs a topology with the host, and makes its class a service: a singleton whose tables can be read. Adding it again only adds options.
    /// </summary>
    /// <typeparam name="T">A class with <c>[Topology]</c>.</typeparam>
    /// <param name="configure">Sets options of this topology.</param>
    public GenStreamsBuilder AddTopology<T>(Action<GenStreamsOptions>? configure = null)
        where T : class, ITopology<T>
    {
        string name = TopologyHost<T>.OptionsName;
        if (configure is not null)
        {
            Services.AddSingleton(new OptionsStep(name, configure));
        }

        if (Services.Any(s => s.ServiceType == typeof(TopologyHost<T>)))
        {
            return this;
        }

        Services.AddSingleton(new TopologyRegistration(name, T.Descriptor, services => new StreamTaskFactory<T>(services)));
        Services.AddOptions<GenStreamsOptions>(name).ValidateOnStart();
        Services.AddSingleton<TopologyHost<T>>();
        Services.AddSingleton<ITopologyStatus>(services => services.GetRequiredService<TopologyHost<T>>().Host);
        Services.AddSingleton<IHostedService>(services => services.GetRequiredService<TopologyHost<T>>().Host);
        Services.TryAddSingleton(services => (T)services.GetRequiredService<TopologyHost<T>>().Host.Queryable);
        return this;
    }
}
