using GenStreams.Tasks;
using Microsoft.Extensions.Hosting;

namespace GenStreams.Hosting;

/// <summary>Runs a topology as long as the host runs.</summary>
internal sealed class TopologyHost : IHostedService, ITopologyStatus, IDisposable
{
    private readonly TopologyRunner _runner;
    private readonly IHostApplicationLifetime? _lifetime;
    private readonly ThreadFailurePolicy _onThreadFailure;
    private readonly IDisposable _queryLifetime;
    private Task? _starting;
    private bool _isDisposed;

    /// <summary>The host of a topology.</summary>
    /// <param name="runner">Runs it.</param>
    /// <param name="factory">Makes the object that users query.</param>
    /// <param name="onThreadFailure">Whether the process stops when the topology fails.</param>
    /// <param name="lifetime">Stops the process; null where there is none to stop.</param>
    public TopologyHost(TopologyRunner runner, StreamTaskFactory factory, ThreadFailurePolicy onThreadFailure, IHostApplicationLifetime? lifetime)
    {
        _runner = runner;
        _onThreadFailure = onThreadFailure;
        _lifetime = lifetime;
        Queryable = factory.CreateForQueries(runner.Queries, out _queryLifetime);
    }

    /// <summary>The object of the topology's class whose tables can be read.</summary>
    public object Queryable { get; }

    /// <inheritdoc/>
    public string Topology => _runner.Topology;

    /// <inheritdoc/>
    public string ApplicationId => _runner.ApplicationId;

    /// <inheritdoc/>
    public TopologyState State => _runner.State;

    /// <inheritdoc/>
    public string? Reason => _runner.Reason;

    /// <inheritdoc/>
    public int AliveThreads => _runner.AliveThreads;

    /// <inheritdoc/>
    public long RestoreLag => _runner.RestoreLag;

    /// <inheritdoc/>
    public Exception? Failure => _runner.Failure;

    /// <inheritdoc/>
    /// <remarks>Does not wait until the topology runs: health checks must answer meanwhile. They say when it is ready.</remarks>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = StopHostOnFailureAsync();
        _starting = _runner.StartAsync(CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Throws the failure of the topology when the host stops because of it: the process must not end as if nothing had happened.
    /// </remarks>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _runner.StopAsync(cancellationToken).ConfigureAwait(false);
        if (_starting is not null)
        {
            await _starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_runner.Failure is { } failure && _onThreadFailure != ThreadFailurePolicy.StopTopology)
        {
            throw new StreamsException($"Topology '{Topology}' has failed: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The services dispose it once for each service that it is.</remarks>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _runner.Dispose();
        _queryLifetime.Dispose();
    }

    private async Task StopHostOnFailureAsync()
    {
        await _runner.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_runner.Completion.IsFaulted && _onThreadFailure != ThreadFailurePolicy.StopTopology)
        {
            _lifetime?.StopApplication();
        }
    }
}
