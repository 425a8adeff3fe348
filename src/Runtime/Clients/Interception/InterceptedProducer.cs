using GenStreams.Processing;

namespace GenStreams.Clients;

/// <summary>A producer whose records interceptors see.</summary>
internal sealed class InterceptedProducer : StreamProducer
{
    private readonly StreamProducer _producer;
    private readonly Interceptors _interceptors;
    private readonly string _clientId;

    public InterceptedProducer(StreamProducer producer, string clientId, Interceptors interceptors)
    {
        _producer = producer;
        _clientId = clientId;
        _interceptors = interceptors;
        producer.Acknowledged = interceptors.Acknowledged;
    }

    /// <inheritdoc/>
    public override long Source
    {
        get => _producer.Source;
        set => _producer.Source = value;
    }

    /// <inheritdoc/>
    public override OutputTopic Topic(string name) => _producer.Topic(name);

    /// <inheritdoc/>
    public override void Send(OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers)
    {
        _interceptors.Sent(new InterceptedRecord(_clientId, topic.Name, partition, -1, timestamp, key, value));
        _producer.Send(topic, partition, key, value, timestamp, headers);
    }

    /// <inheritdoc/>
    public override void Flush(TimeSpan timeout) => _producer.Flush(timeout);

    /// <inheritdoc/>
    public override void Poll() => _producer.Poll();

    /// <inheritdoc/>
    public override void InitTransactions(TimeSpan timeout) => _producer.InitTransactions(timeout);

    /// <inheritdoc/>
    public override void BeginTransaction() => _producer.BeginTransaction();

    /// <inheritdoc/>
    public override ISendGuard? Guard
    {
        get => _producer.Guard;
        set => _producer.Guard = value;
    }

    /// <inheritdoc/>
    public override void Refuse() => _producer.Refuse();

    /// <inheritdoc/>
    public override void SendOffsets(IReadOnlyList<CommittedOffset> offsets, IGroupMetadata group, TimeSpan timeout) =>
        _producer.SendOffsets(offsets, group, timeout);

    /// <inheritdoc/>
    public override void CommitTransaction(TimeSpan timeout) => _producer.CommitTransaction(timeout);

    /// <inheritdoc/>
    public override void AbortTransaction(TimeSpan timeout) => _producer.AbortTransaction(timeout);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _producer.Dispose();
        }
    }
}
