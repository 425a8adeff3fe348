using GenStreams;
using GenStreams.Clients;
using GenStreams.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds GenStreams to services.</summary>
public static class GenStreamsServiceCollectionExtensions
{
    /// <summary>Adds what topologies need; add them to what this returns.</summary>
    /// <param name="services">The services.</param>
    public static GenStreamsBuilder AddGenStreams(this IServiceCollection services) => Add(services, configuration: null, configure: null);

    /// <summary>Adds what topologies need; add them to what this returns.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options of all topologies.</param>
    public static GenStreamsBuilder AddGenStreams(this IServiceCollection services, Action<GenStreamsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, configuration: null, configure);
    }

    /// <summary>Adds what topologies need; add them to what this returns.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section with the settings, usually <c>GenStreams</c>. An unknown setting is an error.</param>
    public static GenStreamsBuilder AddGenStreams(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, configuration, configure: null);
    }

    /// <summary>Adds what topologies need; add them to what this returns.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section with the settings, usually <c>GenStreams</c>. An unknown setting is an error.</param>
    /// <param name="configure">Sets options of all topologies; it wins over the configuration.</param>
    public static GenStreamsBuilder AddGenStreams(
        this IServiceCollection services, IConfiguration configuration, Action<GenStreamsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, configuration, configure);
    }

    private static GenStreamsBuilder Add(IServiceCollection services, IConfiguration? configuration, Action<GenStreamsOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<GenStreamsOptions>, OptionsComposer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GenStreamsOptions>, OptionsValidator>());
        services.TryAddSingleton<IClientFactory>(s => new KafkaClientFactory(RunnerFactory.Loggers(s).CreateLogger<KafkaClientFactory>()));
        services.TryAddSingleton(RunnerFactory.CreateMetrics);
        services.TryAddSingleton<RunnerFactory>();
        if (configuration is not null)
        {
            services.AddSingleton(new OptionsSection(configuration));
        }

        if (configure is not null)
        {
            services.AddSingleton(new OptionsStep(Topology: null, configure));
        }

        return new GenStreamsBuilder(services);
    }
}
