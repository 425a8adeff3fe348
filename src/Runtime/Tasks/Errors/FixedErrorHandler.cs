namespace GenStreams.Tasks;

/// <summary>The handler behind <see cref="ErrorPolicy"/>'s fixed choices.</summary>
internal sealed class FixedErrorHandler(ErrorAction action)
    : IDeserializationErrorHandler, IProcessingErrorHandler, IProductionErrorHandler
{
    /// <inheritdoc/>
    ErrorAction IDeserializationErrorHandler.Handle(in ErrorContext context) => action;

    /// <inheritdoc/>
    ErrorAction IProcessingErrorHandler.Handle(in ErrorContext context) => action;

    /// <inheritdoc/>
    public ErrorAction HandleSerialization(in ErrorContext context) => action;

    /// <inheritdoc/>
    public ErrorAction HandleDelivery(in DeliveryErrorContext context) => action;
}
