namespace GenStreams;

/// <summary>
/// Sees every record that stream threads fetch, before it is processed: to count, to measure, to log. Register it as a service; several can
/// be registered, and all are called, in the order of registration.
/// </summary>
/// <remarks>
/// Called on stream threads, several at a time when there are several. It is on the way of every record, so it should neither wait nor
/// allocate. What it throws is logged, and the record goes on. Records that restore stores or fill global tables are not shown. A record that
/// is fetched again after a failure is shown again.
/// </remarks>
public interface IConsumeInterceptor
{
    /// <summary>A record was fetched.</summary>
    void OnConsume(in InterceptedRecord record);
}
