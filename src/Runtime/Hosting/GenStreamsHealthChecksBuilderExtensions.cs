using GenStreams.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds GenStreams to health checks.</summary>
public static class GenStreamsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds two checks of all topologies: <c>genstreams-live</c> with the tag <c>live</c> (none has failed), and <c>genstreams-ready</c> with
    /// the tag <c>ready</c> (all process records: none is starting, restoring or waiting for partitions).
    /// </summary>
    public static IHealthChecksBuilder AddGenStreams(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .AddCheck<TopologyLiveCheck>("genstreams-live", tags: ["live"])
            .AddCheck<TopologyReadyCheck>("genstreams-ready", tags: ["ready"]);
    }
}
