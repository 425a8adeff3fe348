using System.Globalization;
using Confluent.Kafka;

namespace GenStreams.Tasks;

/// <summary>
/// One consumer, one producer, and the tasks that the board gives to this thread. Everything happens on one thread: poll, process, commit.
/// </summary>
internal sealed class StreamThread : IDisposable
{
    private readonly ThreadSettings _settings;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ThreadMetrics _metrics;
    private readonly ThreadClients _clients;
    private readonly ThreadWork _work;
    private bool _isDisposed;
    private volatile bool _stopRequested;
    private volatile bool _isAbandoned;
    private volatile bool _abandons;

    /// <summary>Makes the clients; nothing is read yet.</summary>
    /// <param name="number">The number of the thread, from 1.</param>
    /// <param name="settings">What it gets from its topology.</param>
    public StreamThread(int number, ThreadSettings settings)
    {
        Number = number;
        Name = string.Create(CultureInfo.InvariantCulture, $"{settings.Config.ApplicationId}-StreamThread-{number}");
        Load = new ThreadLoad(number);
        Progress = new ThreadProgress(settings.Time);
        _settings = settings;
        _metrics = new ThreadMetrics(settings.Metrics, settings.Config.Topology, settings.Config.ApplicationId, Name);
        var errors = new TaskErrors(settings.ErrorHandlers, settings.Logger, _metrics, settings.Time);
        _clients = new ThreadClients(number, settings, errors);
        var surroundings = new TaskSurroundings
        {
            Config = settings.Config,
            Plan = settings.Plan,
            Factory = settings.Factory,
            Clients = _clients,
            Errors = errors,
            GlobalStores = settings.GlobalStores,
            Queries = settings.Queries,
            Time = settings.Time,
            Stopping = _stopping.Token,
        };
        _work = new ThreadWork(surroundings, settings, Load, Progress, _metrics, () => _stopRequested);
        settings.Metrics.Add(_metrics);
        settings.Board.AddThread(Load);
    }

    /// <summary>The number, from 1.</summary>
    public int Number { get; }

    /// <summary>The name, as Kafka Streams forms it.</summary>
    public string Name { get; }

    /// <summary>How the board knows it.</summary>
    public ThreadLoad Load { get; }

    /// <summary>What it was last seen doing.</summary>
    public ThreadProgress Progress { get; }

    /// <summary>What stands in the way of its work; null when nothing does.</summary>
    public string? WaitsFor => _work.WaitsFor;

    /// <summary>Whether another thread was put in its place while it was stuck: it ends as soon as it can.</summary>
    public bool IsAbandoned => _isAbandoned;

    /// <summary>Runs until it is stopped, or fails. On the thread that calls.</summary>
    public void Run()
    {
        try
        {
            while (!_stopRequested)
            {
                RunOnce();
            }

            if (_abandons)
            {
                Abandon();
            }
            else
            {
                Close();
            }
        }
        catch (OperationCanceledException) when (_stopRequested)
        {
            Abandon();
        }
        catch when (_isAbandoned)
        {
            // What it wanted to do was refused, which is as it should be.
            Abandon();
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>One round: takes a batch from the client and does what can be done.</summary>
    internal void RunOnce() => _work.RunOnce();

    /// <summary>Stops after the record of this moment: commits and gives its tasks up.</summary>
    /// <param name="patience">After this time the cancellation token that operators see is cancelled.</param>
    /// <param name="commits">Whether what was processed is committed; else it will be processed again.</param>
    public void RequestStop(TimeSpan patience, bool commits)
    {
        _abandons = !commits;
        _stopRequested = true;
        _stopping.CancelAfter(patience);
    }

    /// <summary>
    /// The thread is stuck, and others are to have its tasks. Whatever it still does is of no effect: its producer is refused, and it has no place on
    /// the board any more.
    /// </summary>
    public void GiveUpOn()
    {
        _isAbandoned = true;
        _stopRequested = true;
        _clients.RefuseAll();
        _settings.Board.RemoveThread(Load);
        _stopping.Cancel();
    }

    /// <summary>Commits what was processed and gives all tasks up.</summary>
    internal void Close()
    {
        _work.Close();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _settings.Board.RemoveThread(Load);
        _work.Dispose();
        _settings.Metrics.Remove(_metrics);
        _clients.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Gives all tasks up without committing: what was not committed is processed again.</summary>
    internal void Abandon()
    {
        try
        {
            _work.Abandon();
        }
        catch (Exception e) when (e is KafkaException or StreamsException or TimeoutException)
        {
            Log.CloseFailed(_settings.Logger, "Giving tasks up", e.Message);
        }

        Dispose();
    }
}
