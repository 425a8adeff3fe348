namespace GenStreams;

/// <summary>Decides on records whose key or value cannot be read. Register it as a service and set <see cref="ErrorPolicy.Handler"/>.</summary>
/// <remarks>Called on stream threads, possibly on several at a time. A handler that throws fails the thread.</remarks>
public interface IDeserializationErrorHandler
{
    /// <summary>Decides on a record.</summary>
    ErrorAction Handle(in ErrorContext context);
}
