using System.Globalization;
using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>
/// One consumer, one producer, and the tasks of the partitions that the group gives to the consumer. Everything happens on one thread:
/// poll, process, commit.
/// </summary>
internal sealed class StreamThread : IDisposable
{
    private readonly ThreadSettings _settings;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ThreadMetrics _metrics;
    private readonly TaskErrors _errors;
    private readonly IStreamConsumer _consumer;
    private readonly StreamProducer _producer;
    private ThreadWork? _work;
    private bool _isDisposed;
    private volatile bool _stopRequested;
    private volatile TopologyState _state = TopologyState.Starting;

    /// <summary>Makes the clients; nothing is read yet.</summary>
    /// <param name="number">The number of the thread, from 1.</param>
    /// <param name="settings">What it gets from its topology.</param>
    public StreamThread(int number, ThreadSettings settings)
    {
        Number = number;
        Name = string.Create(CultureInfo.InvariantCulture, $"{settings.Config.ApplicationId}-StreamThread-{number}");
        _settings = settings;
        _metrics = new ThreadMetrics(settings.Metrics, settings.Config.Topology, settings.Config.ApplicationId, Name);
        _errors = new TaskErrors(settings.ErrorHandlers, settings.Logger, _metrics, settings.Time);
        var clients = settings.Config.Clients;
        var producer = clients.Producer(number);
        _producer = settings.Interceptors.Around(
            settings.Clients.CreateProducer(producer, IsExactlyOnce ? null : _errors.SkipUndelivered), producer["client.id"]);
        try
        {
            var consumer = clients.Consumer(number);
            _consumer = settings.Interceptors.Around(settings.Clients.CreateConsumer(consumer), consumer["client.id"]);
        }
        catch
        {
            _producer.Dispose();
            throw;
        }

        _errors.Collector = _producer;
        settings.Metrics.Add(_metrics);
    }

    /// <summary>The number, from 1.</summary>
    public int Number { get; }

    /// <summary>The name, as Kafka Streams forms it.</summary>
    public string Name { get; }

    /// <summary>What it is doing.</summary>
    public TopologyState State => _state;

    /// <summary>Changelog records that are still to be read.</summary>
    public long RestoreLag => _metrics.RestoreLag;

    private bool IsExactlyOnce => _settings.Config.Guarantee == ProcessingGuarantee.ExactlyOnce;

    /// <summary>Runs until it is stopped, or fails. On the thread that calls.</summary>
    /// <param name="plan">Which topics there are, as soon as they are there.</param>
    public void Run(Task<TopicPlan> plan)
    {
        try
        {
            if (IsExactlyOnce)
            {
                InitTransactions();
            }

            Join(plan.WaitAsync(_stopping.Token).GetAwaiter().GetResult());
            while (!_stopRequested)
            {
                RunOnce();
            }

            Close();
        }
        catch (OperationCanceledException) when (_stopRequested)
        {
            Abandon();
        }
        catch
        {
            SetState(TopologyState.Failed);
            Abandon();
            throw;
        }

        SetState(TopologyState.Stopped);
    }

    /// <summary>Joins the group.</summary>
    internal void Join(TopicPlan plan)
    {
        var surroundings = new TaskSurroundings
        {
            Config = _settings.Config,
            Factory = _settings.Factory,
            Consumer = _consumer,
            Producer = _producer,
            Errors = _errors,
            GlobalStores = _settings.GlobalStores,
            Queries = _settings.Queries,
            Time = _settings.Time,
            Stopping = _stopping.Token,
        };
        _work = new ThreadWork(Number, plan, surroundings, _settings, _metrics, () => _stopRequested);
        SetState(TopologyState.Rebalancing);
        _work.Join();
    }

    /// <summary>One round: takes a batch from the client and does what can be done.</summary>
    internal void RunOnce()
    {
        _work!.RunOnce();
        SetState(_work.State);
    }

    /// <summary>Stops after the record at hand: commits and leaves the group.</summary>
    /// <param name="patience">After this time the cancellation token that operators see is cancelled.</param>
    public void RequestStop(TimeSpan patience)
    {
        _stopRequested = true;
        if (_state == TopologyState.Starting)
        {
            _stopping.Cancel();
        }
        else
        {
            _stopping.CancelAfter(patience);
        }
    }

    /// <summary>Commits what was processed and leaves the group.</summary>
    internal void Close()
    {
        SetState(TopologyState.Stopping);
        _work?.Close();
        DisposeClients();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposeClients();
        _stopping.Dispose();
    }

    // Nothing is committed: what was not committed is processed again.
    private void Abandon()
    {
        try
        {
            _work?.Abandon();
        }
        catch (Exception e)
        {
            Log.CloseFailed(_settings.Logger, "Leaving the group", e.Message);
        }

        DisposeClients();
    }

    private void DisposeClients()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _work?.Dispose();
        _settings.Metrics.Remove(_metrics);
        _producer.Dispose();
        _consumer.Dispose();
    }

    // Until an unfinished transaction of an earlier run is ended, which the broker may need some time for.
    private void InitTransactions()
    {
        try
        {
            _producer.InitTransactions(_settings.Config.StartTimeout);
        }
        catch (KafkaException e)
        {
            throw new StreamsException(
                $"Thread {Name} cannot begin transactions: {e.Error.Reason}. Exactly once needs brokers of version 2.5 or later, and the right to " +
                $"write with the transactional id '{_settings.Config.Clients.Producer(Number)["transactional.id"]}'.", e);
        }
    }

    private void SetState(TopologyState state)
    {
        if (_state != state)
        {
            _state = state;
            _settings.StateChanged();
        }
    }
}
