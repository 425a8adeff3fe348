using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenStreams.Hosting;

/// <summary>Readiness: healthy when all topologies process records and nothing is in their way; else it says what, and what is left to restore.</summary>
internal sealed class TopologyReadyCheck(IEnumerable<ITopologyStatus> topologies) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>();
        var waiting = new List<string>();
        foreach (var topology in topologies)
        {
            var state = topology.State;
            data[topology.Topology] = state.ToString();
            data[topology.Topology + ".restoreLag"] = topology.RestoreLag;
            var reason = topology.Reason;
            if (state != TopologyState.Running || reason is not null)
            {
                waiting.Add(reason is null ? $"{topology.Topology} is {state}" : $"{topology.Topology} is {state}: {reason}");
            }
        }

        return Task.FromResult(waiting.Count == 0
            ? HealthCheckResult.Healthy("All topologies are running.", data)
            : new HealthCheckResult(context.Registration.FailureStatus, $"Not ready: {string.Join(", ", waiting)}.", data: data));
    }
}
