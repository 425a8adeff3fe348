using GenStreams.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GenStreams.Hosting;

/// <summary>The host of one topology among the services, so that each class has its own.</summary>
/// <typeparam name="T">The class of the topology.</typeparam>
internal sealed class TopologyHost<T>(IServiceProvider services) : IDisposable
    where T : class, ITopology<T>
{
    /// <summary>The name of its options.</summary>
    public static string OptionsName => T.Descriptor.TypeName;

    /// <summary>The host.</summary>
    public TopologyHost Host { get; } = Create(services);

    /// <inheritdoc/>
    public void Dispose() => Host.Dispose();

    private static TopologyHost Create(IServiceProvider services)
    {
        var registration = services.GetServices<TopologyRegistration>().First(t => t.OptionsName == OptionsName);
        var options = services.GetRequiredService<IOptionsMonitor<GenStreamsOptions>>().Get(OptionsName);
        var runner = services.GetRequiredService<RunnerFactory>().Create(registration);
        return new TopologyHost(
            runner, registration.CreateFactory(services), options.OnThreadFailure, services.GetService<IHostApplicationLifetime>());
    }
}
