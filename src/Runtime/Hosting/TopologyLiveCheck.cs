using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenStreams.Hosting;

/// <summary>Liveness: unhealthy when a topology has failed, or has stopped while the process goes on. A restart would help.</summary>
internal sealed class TopologyLiveCheck(IEnumerable<ITopologyStatus> topologies) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>();
        Exception? failure = null;
        var dead = new List<string>();
        foreach (var topology in topologies)
        {
            data[topology.Topology] = topology.State.ToString();
            bool isDead = topology.State == TopologyState.Failed || topology.State == TopologyState.Stopped;
            if (isDead)
            {
                dead.Add(topology.Topology);
                failure ??= topology.Failure;
            }
        }

        return Task.FromResult(dead.Count == 0
            ? HealthCheckResult.Healthy("All topologies are alive.", data)
            : new HealthCheckResult(context.Registration.FailureStatus, $"Failed: {string.Join(", ", dead)}.", failure, data));
    }
}
