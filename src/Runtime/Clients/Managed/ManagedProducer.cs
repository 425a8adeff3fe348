using System.Text;
using Confluent.Kafka;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients.Managed;

/// <summary>
/// Sends through Confluent.Kafka's public interface, for platforms without the native entry points. Reports of all deliveries are served
/// by the owner's thread.
/// </summary>
internal sealed class ManagedProducer(
    IReadOnlyDictionary<string, string> config, ILogger logger, Func<UndeliveredRecord, bool>? onFailure)
    : KafkaProducer(new Dictionary<string, string>(config)
    {
        ["dotnet.producer.enable.background.poll"] = "false",
        ["dotnet.producer.delivery.report.fields"] = "none",
    }, logger, onFailure, reportsErrors: true)
{
    // Confluent.Kafka tells how many are left only when it flushes, so this counts: only on the owner's thread.
    private int _pending;
    private bool _isDisposed;

    /// <inheritdoc/>
    protected override int Pending => _pending;

    /// <inheritdoc/>
    public override void Send(OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers)
    {
        ThrowIfFailed();
        var target = (ManagedTopic)topic;
        var message = new Message<byte[]?, byte[]?>
        {
            Key = key.IsNull ? null : key.Span.ToArray(),
            Value = value.IsNull ? null : value.Span.ToArray(),
            Timestamp = new Timestamp(WireTimestamp(timestamp), TimestampType.CreateTime),
            Headers = headers is { Count: > 0 } ? Copy(headers) : null,
        };
        // PartitionByKey is Confluent.Kafka's "any" too.
        var place = new TopicPartition(topic.Name, partition);
        long since = 0;
        bool goesOn = true;
        while (goesOn)
        {
            try
            {
                Client.Produce(place, message, target.OnReport);
                _pending++;
                return;
            }
            catch (ProduceException<byte[]?, byte[]?> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                goesOn = AwaitRoom(topic, partition, ref since);
            }
            catch (ProduceException<byte[]?, byte[]?> e)
            {
                OnUndelivered(new UndeliveredRecord(topic, partition, e.Error, Source));
                goesOn = false;
            }
        }

        ThrowIfFailed();
    }

    /// <inheritdoc/>
    public override void SendOffsets(IReadOnlyList<CommittedOffset> offsets, IGroupMetadata group, TimeSpan timeout) =>
        throw new NotSupportedException("A group member needs the native path.");

    /// <inheritdoc/>
    protected override KafkaOutputTopic CreateTopic(string name) => new ManagedTopic(name, this);

    /// <inheritdoc/>
    protected override void ServeReports(TimeSpan timeout) => Client.Poll(timeout);

    /// <inheritdoc/>
    protected override void AwaitAcknowledgements(TimeSpan atMost) => Client.Flush(atMost);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            Client.Dispose();
        }
    }

    private static Headers Copy(RecordHeaders headers)
    {
        var copy = new Headers();
        foreach (var header in headers)
        {
            copy.Add(Encoding.UTF8.GetString(header.Name), header.ValueIsNull ? null : header.Value.ToArray());
        }

        return copy;
    }

    private sealed class ManagedTopic : KafkaOutputTopic
    {
        private readonly ManagedProducer _producer;

        public ManagedTopic(string name, ManagedProducer producer)
            : base(name, producer.Client)
        {
            _producer = producer;
            OnReport = Served;
        }

        public Action<DeliveryReport<byte[]?, byte[]?>> OnReport { get; }

        private void Served(DeliveryReport<byte[]?, byte[]?> report)
        {
            _producer._pending--;
            if (report.Error.IsError)
            {
                _producer.OnUndelivered(new UndeliveredRecord(this, report.Partition.Value, report.Error, 0));
            }
            else
            {
                _producer.Acknowledged?.Invoke(this, report.Partition.Value, report.Offset.IsSpecial ? -1 : report.Offset.Value);
            }
        }
    }
}
