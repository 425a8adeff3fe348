namespace GenStreams;

/// <summary>Decides on records that cannot be written. Register it as a service and set <see cref="ErrorPolicy.Handler"/>.</summary>
/// <remarks>Called on stream threads, possibly on several at a time. A handler that throws fails the thread.</remarks>
public interface IProductionErrorHandler
{
    /// <summary>Decides on a record whose result cannot be serialized.</summary>
    ErrorAction HandleSerialization(in ErrorContext context);

    /// <summary>
    /// Decides on a record that the broker refused, such as one that is too large. Its bytes are gone by then: it can be skipped, or
    /// fail the thread, but not go to a dead letter topic. Not asked under exactly-once, where it fails the transaction, nor when
    /// the client is not authorized.
    /// </summary>
    ErrorAction HandleDelivery(in DeliveryErrorContext context);
}
