namespace GenStreams.Tasks;

/// <summary>The handlers that the settings choose, for all threads of a topology.</summary>
/// <param name="Deserialization">On keys and values that cannot be read.</param>
/// <param name="Processing">On operators that throw.</param>
/// <param name="Production">On records that cannot be written.</param>
internal sealed record ErrorHandlers(
    IDeserializationErrorHandler Deserialization, IProcessingErrorHandler Processing, IProductionErrorHandler Production)
{
    /// <summary>Every error fails the thread.</summary>
    public static ErrorHandlers FailAll { get; } = new(
        new FixedErrorHandler(ErrorAction.Fail), new FixedErrorHandler(ErrorAction.Fail), new FixedErrorHandler(ErrorAction.Fail));
}
