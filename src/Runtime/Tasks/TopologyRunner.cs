using GenStreams.Clients;
using GenStreams.Queries;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>Runs a topology: its topics, its global tables, its member of the group and its threads, from start to stop.</summary>
internal sealed class TopologyRunner : ITopologyStatus, IDisposable
{
    private readonly RunnerServices _services;
    private readonly StreamsConfig _config;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly List<StoreRegistration> _globalStores = [];
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Never disposed: it holds no timer, and threads that end late still look at it.
    private readonly CancellationTokenSource _stopping = new();
    private readonly GlobalTables _globals;
    private ITopicAdmin? _admin;
    private ProcessMember? _process;
    private Task _ended = Task.CompletedTask;
    private TopologyState _state = TopologyState.Created;
    private Exception? _failure;

    /// <summary>A topology that is not started.</summary>
    public TopologyRunner(RunnerServices services)
    {
        _services = services;
        _config = services.Config;
        _logger = services.Logger;
        _globals = new GlobalTables(services.Factory.Descriptor, _config, services.Clients, new StoreIntakes(services.ErrorHandlers.Deserialization, _logger), services.Time, _logger);
        Queries = new LocalStateQueries(services.Factory.Descriptor);
    }

    /// <summary>Reads the stores of the tasks that run here.</summary>
    public LocalStateQueries Queries { get; }

    /// <inheritdoc/>
    public string Topology => _config.Topology;

    /// <inheritdoc/>
    public string ApplicationId => _config.ApplicationId;

    /// <summary>Ends when the topology has stopped; fails when it has failed.</summary>
    public Task Completion => _completion.Task;

    /// <inheritdoc/>
    public TopologyState State
    {
        get
        {
            lock (_gate)
            {
                bool isUnderWay = _state is TopologyState.Starting && _process is not null;
                return isUnderWay ? _process!.State : _state;
            }
        }
    }

    /// <inheritdoc/>
    public string? Reason => Failure?.Message ?? _process?.Reason ?? _globals.WaitsFor;

    /// <inheritdoc/>
    public int AliveThreads => _process?.AliveThreads ?? 0;

    /// <inheritdoc/>
    public long RestoreLag => _process?.RestoreLag ?? 0;

    /// <inheritdoc/>
    public Exception? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failure;
            }
        }
    }

    /// <summary>Checks topics, joins the group, reads global tables, and lets the threads run.</summary>
    /// <exception cref="StreamsException">It cannot start. <see cref="Completion"/> has failed with the same.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        SetState(TopologyState.Starting);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        try
        {
            _admin = _services.Clients.CreateAdmin(_config.Clients.Admin());
            var preparation = new TopicPreparation(
                _admin, _services.Factory.Descriptor, _config, _services.DeadLetterTopics, Committed, _services.Time, _logger);
            var plan = await preparation.RunAsync(either.Token).ConfigureAwait(false);
            var ids = _config.StateDirectory is null ? null : await preparation.RetryAsync(
                    "look up the ids of changelogs", _ => TopicIdsAsync(_admin, either.Token), either.Token).ConfigureAwait(false);
            var protocol = _config.GroupProtocol == GroupProtocol.Auto
                ? await preparation.RetryAsync(
                    "find out the protocol of the group",
                    rest => _services.Clients.FindGroupProtocolAsync(_admin, _config.Clients.Member(GroupProtocol.Consumer, instance: null), rest, either.Token),
                    either.Token).ConfigureAwait(false)
                : _config.GroupProtocol;
            var process = new ProcessMember(_services, protocol, plan, _admin, ids, Queries, _globals.Stores, OnFailed);
            if (!TryEnter(process))
            {
                return;
            }

            process.Join();
            await StartGlobalsAsync(preparation.Partitions, either.Token).ConfigureAwait(false);
            process.StartThreads();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StartFailed(_logger, e, Topology);
            Fail(e);
            await _completion.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Stops: threads finish the record of this moment, commit, and give their tasks up; then the group is left.</summary>
    /// <returns>False when that took longer than the shutdown timeout; the rest ends with the process.</returns>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        SetState(TopologyState.Stopping);
        RequestStop();
        try
        {
            await Task.WhenAll(Ended, _globals.Ended).WaitAsync(_config.ShutdownTimeout, _services.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            Log.StopTimedOut(_logger, Topology, _config.ShutdownTimeout);
            return false;
        }
        catch (StreamsException)
        {
            // The failure of the global tables, which is noted.
        }

        if (State != TopologyState.Failed)
        {
            SetState(TopologyState.Stopped);
            _completion.TrySetResult();
        }

        return true;
    }

    /// <inheritdoc/>
    /// <remarks>Threads that were not stopped, or not in time, are asked to end; what they use is there until the last one has.</remarks>
    public void Dispose()
    {
        RequestStop();
        _ = Task.WhenAll(Ended, _globals.Ended).ContinueWith(
            _ => DisposeResources(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private Task Ended
    {
        get
        {
            lock (_gate)
            {
                return _ended;
            }
        }
    }

    private void DisposeResources()
    {
        foreach (var registration in _globalStores)
        {
            registration.Dispose();
        }

        _globals.Dispose();
        _process?.Dispose();
        _admin?.Dispose();
    }

    // By a member that never joins.
    private IReadOnlyList<CommittedOffset> Committed(IReadOnlyList<Confluent.Kafka.TopicPartition> partitions, TimeSpan timeout)
    {
        using var member = _services.Clients.CreateGroupMember(_config.Clients.Member(GroupProtocol.Classic, instance: null));
        return member.Committed(partitions, timeout);
    }

    private Task<IReadOnlyDictionary<string, string>> TopicIdsAsync(ITopicAdmin admin, CancellationToken cancellationToken)
    {
        var changelogs = _services.Factory.Descriptor.SubTopologies.SelectMany(static s => s.Stores).Select(static d => d.Changelog)
            .OfType<TopicName>().Select(t => t.Resolve(_config.ApplicationId)).Distinct();
        return admin.TopicIdsAsync([.. changelogs], _config.RequestTimeout, cancellationToken);
    }

    // The stop asks the threads that are there: none may come after it.
    private bool TryEnter(ProcessMember process)
    {
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested)
            {
                process.Dispose();
                return false;
            }

            _process = process;
            _ended = process.Ended;
            return true;
        }
    }

    private async Task StartGlobalsAsync(IReadOnlyDictionary<string, int> partitions, CancellationToken cancellationToken)
    {
        foreach (var store in _globals.Stores.Values)
        {
            _globalStores.Add(Queries.Add(store));
        }

        await _globals.StartAsync(_admin!, partitions).WaitAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (registration, store) in _globalStores.Zip(_globals.Stores.Values))
        {
            registration.Open(store.Entries);
        }

        _ = _globals.Ended.ContinueWith(
            ended => OnFailed(ended.Exception!.InnerException!),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    private void OnFailed(Exception failure)
    {
        Log.TopologyFailed(_logger, failure, Topology);
        Fail(failure);
    }

    private void Fail(Exception failure)
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                return;
            }

            _failure = failure;
        }

        SetState(TopologyState.Failed);
        RequestStop();
        _completion.TrySetException(failure);
    }

    private void RequestStop()
    {
        _stopping.Cancel();
        _globals.RequestStop();
        lock (_gate)
        {
            _process?.RequestStop(commits: _failure is null);
        }
    }

    private void SetState(TopologyState state)
    {
        lock (_gate)
        {
            // Nothing follows a failure, and only the end follows the begin of a stop.
            bool isOver = _state is TopologyState.Failed or TopologyState.Stopped ||
                (_state == TopologyState.Stopping && state < TopologyState.Stopping);
            if (isOver || _state == state)
            {
                return;
            }

            _state = state;
        }

        Log.StateChanged(_logger, Topology, state);
    }
}
