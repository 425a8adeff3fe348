using System.Diagnostics.CodeAnalysis;
using GenStreams.Clients;
using GenStreams.Queries;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>Runs a topology: its topics, its global tables and its stream threads, from start to stop.</summary>
internal sealed class TopologyRunner : ITopologyStatus, IDisposable
{
    private static readonly TimeSpan FirstReplacementDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxReplacementDelay = TimeSpan.FromMinutes(1);

    private readonly RunnerServices _services;
    private readonly StreamsConfig _config;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly List<StreamThread> _threads = [];
    private readonly List<Task> _ended = [];
    private readonly List<StoreRegistration> _globalStores = [];
    private readonly TaskCompletionSource<TopicPlan> _plan = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Never disposed: it holds no timer, and threads that end late still look at it.
    private readonly CancellationTokenSource _stopping = new();
    private readonly GlobalTables _globals;
    private ITopicAdmin? _admin;
    private TopologyState _state = TopologyState.Created;
    private Exception? _failure;
    private int _replacements;

    /// <summary>A topology that is not started.</summary>
    public TopologyRunner(RunnerServices services)
    {
        _services = services;
        _config = services.Config;
        _logger = services.Logger;
        _globals = new GlobalTables(services.Factory.Descriptor, _config, services.Clients, services.ErrorHandlers.Deserialization, services.Time, _logger);
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
                return _state;
            }
        }
    }

    /// <inheritdoc/>
    public int AliveThreads
    {
        get
        {
            lock (_gate)
            {
                return _threads.Count;
            }
        }
    }

    /// <inheritdoc/>
    public long RestoreLag
    {
        get
        {
            lock (_gate)
            {
                return _threads.Sum(static t => t.RestoreLag);
            }
        }
    }

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

    /// <summary>Checks topics, reads global tables, and lets the threads run.</summary>
    /// <exception cref="StreamsException">It cannot start. <see cref="Completion"/> has failed with the same.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        SetState(TopologyState.Starting);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        try
        {
            _admin = _services.Clients.CreateAdmin(_config.Clients.Admin());

            // The threads connect their clients while the topics are looked up.
            var preparation = new TopicPreparation(
                _admin, _services.Factory.Descriptor, _config, _services.DeadLetterTopics, _services.Time, _logger);
            var plan = preparation.RunAsync(either.Token);
            for (int number = 1; number <= _config.Threads; number++)
            {
                StartThread(number);
            }

            var prepared = await plan.ConfigureAwait(false);
            await StartGlobalsAsync(preparation.Partitions, either.Token).ConfigureAwait(false);
            _plan.TrySetResult(prepared);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StartFailed(_logger, e, Topology);
            Fail(e);
            await _completion.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Stops: threads finish the record at hand, commit, and leave the group.</summary>
    /// <returns>False when that took longer than the shutdown timeout; the rest ends with the process.</returns>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        if (State != TopologyState.Failed)
        {
            SetState(TopologyState.Stopping);
        }

        RequestStop();
        Task[] ended;
        lock (_gate)
        {
            ended = [.. _ended, _globals.Ended];
        }

        try
        {
            await Task.WhenAll(ended).WaitAsync(_config.ShutdownTimeout, _services.Time, cancellationToken).ConfigureAwait(false);
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

        Complete();
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>Threads that were not stopped, or not in time, are asked to end; what they use is there until the last one has.</remarks>
    public void Dispose()
    {
        RequestStop();
        Task[] ended;
        lock (_gate)
        {
            ended = [.. _ended, _globals.Ended];
        }

        _ = Task.WhenAll(ended).ContinueWith(
            _ => DisposeResources(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void DisposeResources()
    {
        foreach (var registration in _globalStores)
        {
            registration.Dispose();
        }

        _globals.Dispose();
        _admin?.Dispose();
    }

    private async Task StartGlobalsAsync(IReadOnlyDictionary<string, int> partitions, CancellationToken cancellationToken)
    {
        foreach (var store in _globals.Stores.Values)
        {
            _globalStores.Add(Queries.Add(store));
        }

        await _globals.StartAsync(partitions).WaitAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (registration, store) in _globalStores.Zip(_globals.Stores.Values))
        {
            registration.Open(store.Entries);
        }

        _ = _globals.Ended.ContinueWith(
            ended => OnThreadFailed(ended.Exception!.InnerException!, "GlobalStreamThread", null),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    private void StartThread(int number)
    {
        var thread = new StreamThread(number, new ThreadSettings
        {
            Config = _config,
            Factory = _services.Factory,
            Clients = _services.Clients,
            Interceptors = _services.Interceptors,
            Admin = _admin!,
            ErrorHandlers = _services.ErrorHandlers,
            GlobalStores = _globals.Stores,
            Queries = Queries,
            Metrics = _services.Metrics,
            Time = _services.Time,
            Logger = _logger,
            StateChanged = UpdateState,
        });
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            // The stop asks all threads that are listed: one that comes after it must not begin.
            if (_stopping.IsCancellationRequested)
            {
                thread.Dispose();
                return;
            }

            _threads.Add(thread);
            _ended.Add(ended.Task);
        }

        new Thread(() => Run(thread, ended)) { IsBackground = true, Name = thread.Name }.Start();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever ends a thread must be seen, and must not end the process unseen.")]
    private void Run(StreamThread thread, TaskCompletionSource ended)
    {
        Exception? failure = null;
        try
        {
            thread.Run(_plan.Task);
        }
        catch (Exception e)
        {
            failure = e;
        }

        lock (_gate)
        {
            _threads.Remove(thread);
        }

        thread.Dispose();
        if (failure is not null)
        {
            OnThreadFailed(failure, thread.Name, thread.Number);
        }

        ended.SetResult();
    }

    private void OnThreadFailed(Exception failure, string thread, int? number)
    {
        Log.ThreadFailed(_logger, failure, Topology, thread);
        bool mayReplace = _services.OnThreadFailure == ThreadFailurePolicy.ReplaceThread || KafkaErrors.IsProducerLost(failure);
        bool replace = mayReplace && number is not null && _plan.Task.IsCompletedSuccessfully;
        if (replace && !_stopping.IsCancellationRequested)
        {
            _ = ReplaceAsync(number!.Value, thread);
        }
        else
        {
            Fail(failure);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A replacement that cannot be made fails the topology, whatever the reason.")]
    private async Task ReplaceAsync(int number, string name)
    {
        int attempt = Interlocked.Increment(ref _replacements) - 1;
        var delay = FirstReplacementDelay * Math.Pow(2, Math.Min(attempt, 6));
        delay = delay < MaxReplacementDelay ? delay : MaxReplacementDelay;
        Log.ReplacingThread(_logger, Topology, name, delay);
        try
        {
            await Task.Delay(delay, _services.Time, _stopping.Token).ConfigureAwait(false);
            StartThread(number);
        }
        catch (OperationCanceledException)
        {
            // The topology is stopping: there is no one to replace.
        }
        catch (Exception e)
        {
            Fail(e);
        }
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
        _plan.TrySetCanceled();
        _completion.TrySetException(failure);
    }

    private void Complete()
    {
        if (State != TopologyState.Failed)
        {
            SetState(TopologyState.Stopped);
            _completion.TrySetResult();
        }
    }

    private void RequestStop()
    {
        _stopping.Cancel();
        _globals.RequestStop();
        lock (_gate)
        {
            foreach (var thread in _threads)
            {
                thread.RequestStop(_config.ShutdownTimeout / 2);
            }
        }
    }

    // A topology is as far as the thread that is least far.
    private void UpdateState()
    {
        var least = TopologyState.Running;
        lock (_gate)
        {
            if (_state is TopologyState.Created or TopologyState.Stopping or TopologyState.Stopped or TopologyState.Failed)
            {
                return;
            }

            foreach (var thread in _threads)
            {
                var state = thread.State;
                least = state < least ? state : least;
            }
        }

        SetState(least);
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
