using System.Globalization;
using GenStreams.Clients;
using GenStreams.Queries;
using GenStreams.State;
using GenStreams.State.Disk;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// This process in its group: the member, the board, and the threads that work on its tasks. Ends in order: stream threads, state thread, group.
/// </summary>
internal sealed class ProcessMember : IDisposable
{
    private static readonly TimeSpan TidyInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RemovalInterval = TimeSpan.FromHours(1);

    /// <summary>State on disk that nobody has used for so long is not worth its place: the changelogs go on without it.</summary>
    private static readonly TimeSpan ObsoleteAfter = TimeSpan.FromDays(1);

    private readonly StateFolder _folder;
    private readonly StreamsConfig _config;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<Exception> _failed;
    private readonly TaskBoard _board;
    private readonly LastingMember _member;
    private readonly GroupThread _group;
    private readonly StateThread _state;
    private readonly ThreadMetrics _stateMetrics;
    private readonly StreamsMetrics _metrics;
    private readonly StreamThreads _threads;
    private readonly Standbys? _standbys;
    private readonly TopicWatch _watch;
    private readonly TaskCompletionSource _groupEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stateEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastTidy;
    private long _lastRemoval;
    private TopologyState _lastState = TopologyState.Starting;
    private int _stopRequested;

    /// <summary>A member that has not joined, and threads that do not run.</summary>
    public ProcessMember(
        RunnerServices services, GroupProtocol protocol, TopicPlan plan, ITopicAdmin admin, IReadOnlyDictionary<string, string>? topicIds,
        LocalStateQueries queries, IReadOnlyDictionary<string, GlobalKeyValueStore> globalStores, Action<Exception> failed)
    {
        _config = services.Config;
        _time = services.Time;
        _logger = services.Logger;
        _metrics = services.Metrics;
        _failed = failed;
        _lastRemoval = _time.GetTimestamp();
        _folder = new StateFolder(_config.StateDirectory, _config.ApplicationId, _time, _logger);
        string instance = string.Create(CultureInfo.InvariantCulture, $"{services.Instance}-{_folder.Instance}");
        _board = new TaskBoard(_time, _logger);
        queries.Assigned = store => _board.Wanted.Count(id => services.Factory.Descriptor.HasStore(id.SubTopology, store));

        // Kafka 4's protocol keeps the place of a named member that has crashed until its session is over, also from the member itself.
        bool isStatic = protocol == GroupProtocol.Classic;
        var memberConfig = _config.Clients.Member(protocol, isStatic ? instance : null);
        _member = new LastingMember(() => services.Clients.CreateGroupMember(memberConfig));
        _group = new GroupThread(
            plan, new PlanGrowth(plan, services.Factory.Descriptor, _config.ApplicationId, admin, _logger), isStatic, _board, _member, _time, _logger, Tick);
        _stateMetrics = new ThreadMetrics(_metrics, _config.Topology, _config.ApplicationId, $"{_config.ApplicationId}-StateThread");
        _metrics.Add(_stateMetrics);
        _state = new StateThread(
            plan, _board, new TaskStateFactory(services.Factory.Descriptor, _config, _folder, topicIds, _time, _logger, new StoreIntakes(services.ErrorHandlers.Deserialization, _logger)), _member, admin,
            new ChangelogReader(() => services.Clients.CreateConsumer(_config.Clients.Restore())), _stateMetrics, _time, _logger);
        _standbys = _config.StandbyReplicas > 0 ? new Standbys(plan, _board, admin, _member, _config, _time, _logger) : null;
        _watch = new TopicWatch([.. plan.SourceTopics.Select(static t => t.Name)], admin, _time, _logger);
        _threads = new StreamThreads(
            new ThreadSettings
            {
                Config = _config,
                Plan = plan,
                Instance = instance,
                Factory = services.Factory,
                Clients = services.Clients,
                Member = _member,
                Board = _board,
                Interceptors = services.Interceptors,
                Admin = admin,
                Watch = _watch,
                ErrorHandlers = services.ErrorHandlers,
                Refused = new RefusedRecords(_time),
                GlobalStores = globalStores,
                Queries = queries,
                Metrics = _metrics,
                Time = _time,
                Logger = _logger,
            },
            services.OnThreadFailure, Fail);
    }

    /// <summary>Ends when all threads have ended and the group is left.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What its tasks are doing.</summary>
    public TopologyState State => _board.State;

    /// <summary>What is in the way; null when nothing is.</summary>
    public string? Reason => Unreachable ?? _threads.Reason ?? _state.WaitsFor;

    /// <summary>How many stream threads are alive.</summary>
    public int AliveThreads => _threads.Alive;

    /// <summary>Changelog records that are still to be read.</summary>
    public long RestoreLag => _stateMetrics.RestoreLag;

    private string? Unreachable => _member.UnreachableSince is { } since
        ? $"BrokerUnreachable: no broker of '{_config.Clients.BootstrapServers}' answers since {since:u}"
        : null;

    /// <summary>Joins the group, and begins to restore what it gives.</summary>
    public void Join()
    {
        Start($"{_config.ApplicationId}-GroupThread", _group.Run, _groupEnded);
        Start($"{_config.ApplicationId}-StateThread", _state.Run, _stateEnded);
    }

    /// <summary>Lets records be processed.</summary>
    public void StartThreads() => _threads.Start();

    /// <summary>Asks all threads to end; see <see cref="Ended"/>.</summary>
    /// <param name="commits">Whether what was processed is committed first.</param>
    public void RequestStop(bool commits)
    {
        if (Interlocked.Exchange(ref _stopRequested, 1) == 0)
        {
            _ = StopAsync(commits);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _board.Dispose();
        _folder.Dispose();
        _metrics.Remove(_stateMetrics);
        _member.Dispose();
    }

    private async Task StopAsync(bool commits)
    {
        _board.Stop();
        await _threads.StopAsync(commits).ConfigureAwait(false);
        _state.RequestStop();
        _group.RequestStop();
        await _stateEnded.Task.ConfigureAwait(false);
        await _groupEnded.Task.ConfigureAwait(false);

        // Others on this machine are to have the folders when they have the tasks.
        _state.Dispose();
        await Task.Run(() => _group.Leave(_config.StaysOnStop, _config.ShutdownTimeout / 2)).ConfigureAwait(false);
        _ended.SetResult();
    }

    private void Start(string name, Action run, TaskCompletionSource ended)
    {
        new Thread(() => Run(run, ended)) { IsBackground = true, Name = name }.Start();
    }

    private void Run(Action run, TaskCompletionSource ended)
    {
        try
        {
            run();
        }
        catch (Exception e)
        {
            Fail(e);
        }

        ended.TrySetResult();
    }

    private void Fail(Exception failure) => _failed(failure);

    private void Tick()
    {
        if (_time.GetElapsedTime(_lastTidy) < TidyInterval)
        {
            return;
        }

        _lastTidy = _time.GetTimestamp();
        _board.Tidy();
        if (_time.GetElapsedTime(_lastRemoval) > RemovalInterval)
        {
            _lastRemoval = _time.GetTimestamp();
            _folder.RemoveObsolete(ObsoleteAfter);
        }

        _threads.Watch();
        _watch.Update();
        _standbys?.Update();
        if (State is var state && state != _lastState)
        {
            _lastState = state;
            Log.StateChanged(_logger, _config.Topology, state);
        }
    }
}
