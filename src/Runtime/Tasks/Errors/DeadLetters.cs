using System.Globalization;
using System.Text;
using GenStreams.Processing;

namespace GenStreams.Tasks;

/// <summary>Writes records that failed to a topic, as Kafka Streams does: as they were read, with headers that say what happened.</summary>
internal sealed class DeadLetters(RecordCollector collector)
{
    private readonly RecordHeaders _headers = new();

    /// <summary>Writes a record.</summary>
    public void Send(string topic, in ErrorContext error)
    {
        _headers.Load(error.Headers.Encoded);
        Add("exception", error.Exception.GetType().FullName);
        Add("stacktrace", error.Exception.StackTrace);
        Add("message", error.Exception.Message);
        Add("topic", error.Topic);
        Add("partition", error.Partition.ToString(CultureInfo.InvariantCulture));
        Add("offset", error.Offset.ToString(CultureInfo.InvariantCulture));
        collector.Send(collector.Topic(topic), RecordCollector.PartitionByKey, error.Key, error.Value, error.Timestamp, _headers);
    }

    private void Add(string name, string? value) =>
        _headers.Add("__streams.errors." + name, value is null ? [] : Encoding.UTF8.GetBytes(value));
}
