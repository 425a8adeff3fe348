using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>The consumer and the producer of a stream thread. A producer that is lost is replaced.</summary>
internal sealed class ThreadClients : IDisposable
{
    private readonly int _thread;
    private readonly ThreadSettings _settings;
    private readonly TaskErrors _errors;
    private readonly RefusedRecordGuard _guard;
    private volatile StreamProducer? _producer;
    private volatile bool _isRefused;

    /// <summary>The clients of a thread; the producer is not there yet.</summary>
    public ThreadClients(int thread, ThreadSettings settings, TaskErrors errors)
    {
        _thread = thread;
        _settings = settings;
        _errors = errors;
        var config = settings.Config.Clients.Consumer(thread);
        Consumer = settings.Interceptors.Around(settings.Clients.CreateConsumer(config), config["client.id"]);
        _guard = new RefusedRecordGuard(settings.Refused, errors, Consumer, settings.Plan.IsChangelog, IsExactlyOnce, settings.Config.CommitTimeout);
    }

    /// <summary>The consumer.</summary>
    public IStreamConsumer Consumer { get; }

    /// <summary>Whether there is a producer that can be used.</summary>
    public bool HasProducer => _producer is not null;

    /// <summary>The producer.</summary>
    public StreamProducer Producer => _producer ?? throw new InvalidOperationException("The thread has no producer.");

    /// <summary>Told of each record that is acknowledged.</summary>
    public Action<Processing.OutputTopic, int, long>? Acknowledged { get; set; }

    private bool IsExactlyOnce => _settings.Config.Guarantee == ProcessingGuarantee.ExactlyOnce;

    /// <summary>
    /// Makes the producer. With transactions this ends the one that an earlier producer of the same id has left open, and waits for it.
    /// </summary>
    /// <exception cref="KafkaException">The broker does not answer in time, or refuses.</exception>
    public void OpenProducer(TimeSpan timeout)
    {
        var config = _settings.Config.Clients.Producer(_thread, _settings.Instance);
        var producer = _settings.Interceptors.Around(_settings.Clients.CreateProducer(config, _guard.OnUndelivered), config["client.id"]);
        try
        {
            if (IsExactlyOnce)
            {
                producer.InitTransactions(timeout);
            }
        }
        catch
        {
            producer.Dispose();
            throw;
        }

        producer.Acknowledged = Acknowledged;
        producer.Guard = _guard;
        _producer = producer;
        _errors.Collector = producer;
        if (_isRefused)
        {
            producer.Refuse();
        }
    }

    /// <summary>From now on nothing is sent or committed, whoever asks for it. For all threads to call.</summary>
    public void RefuseAll()
    {
        _isRefused = true;
        _producer?.Refuse();
    }

    /// <summary>Closes the producer; the next one is opened in its place.</summary>
    public void DropProducer()
    {
        _producer?.Dispose();
        _producer = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DropProducer();
        Consumer.Dispose();
    }
}
