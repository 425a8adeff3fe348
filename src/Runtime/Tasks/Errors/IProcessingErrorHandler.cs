namespace GenStreams;

/// <summary>Decides on records for which an operator throws. Register it as a service and set <see cref="ErrorPolicy.Handler"/>.</summary>
/// <remarks>Called on stream threads, possibly on several at a time. A handler that throws fails the thread.</remarks>
public interface IProcessingErrorHandler
{
    /// <summary>Decides on a record.</summary>
    ErrorAction Handle(in ErrorContext context);
}
