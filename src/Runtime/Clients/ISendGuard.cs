using GenStreams.Processing;

namespace GenStreams.Clients;

/// <summary>Looks at records before they are sent, as long as there is a reason to.</summary>
internal interface ISendGuard
{
    /// <summary>Whether there is a reason; asked for each record.</summary>
    bool IsOn { get; }

    /// <summary>Sends a record in its own way, or leaves it out.</summary>
    /// <returns>False: it is to be sent as usual.</returns>
    bool TakesOver(StreamProducer producer, OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers);
}
