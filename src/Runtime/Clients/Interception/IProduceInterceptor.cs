namespace GenStreams;

/// <summary>
/// Sees every record that stream threads write, to changelogs and repartition topics too: to count, to measure, to log. Register it as a
/// service; several can be registered, and all are called, in the order of registration.
/// </summary>
/// <remarks>
/// Called on stream threads, several at a time when there are several. It is on the way of every record, so it should neither wait nor
/// allocate. What it throws is logged, and the record goes on.
/// </remarks>
public interface IProduceInterceptor
{
    /// <summary>A record is about to be handed to the client.</summary>
    void OnSend(in InterceptedRecord record);

    /// <summary>The broker has a record; under exactly-once, its transaction may still be aborted.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition that it is in.</param>
    /// <param name="offset">Its offset; -1 when the client is not told it.</param>
    void OnAcknowledge(string topic, int partition, long offset)
    {
    }
}
