namespace GenStreams;

/// <summary>How errors of a kind are decided on: always alike, or by a handler among the services.</summary>
public sealed record ErrorPolicy
{
    private ErrorPolicy(ErrorAction? action) => Action = action;

    /// <summary>The stream thread fails. The default.</summary>
    public static ErrorPolicy Fail { get; } = new(ErrorAction.Fail);

    /// <summary>The record is logged and left out.</summary>
    public static ErrorPolicy Skip { get; } = new(ErrorAction.Skip);

    /// <summary>
    /// The handler that is registered as a service decides: <see cref="IDeserializationErrorHandler"/>, <see cref="IProcessingErrorHandler"/>
    /// or <see cref="IProductionErrorHandler"/>.
    /// </summary>
    public static ErrorPolicy Handler { get; } = new(action: null);

    /// <summary>What is always done; null when a handler decides.</summary>
    public ErrorAction? Action { get; }

    /// <summary>The record goes to a topic that must exist, with headers that say what happened; see <see cref="ErrorAction.DeadLetter"/>.</summary>
    public static ErrorPolicy DeadLetter(string topic) => new(ErrorAction.DeadLetter(topic));

    /// <summary>Reads a setting: <c>Fail</c>, <c>Skip</c>, <c>Handler</c> or <c>DeadLetter:topic</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    internal static ErrorPolicy Parse(string text)
    {
        const string deadLetter = "DeadLetter:";
        return text switch
        {
            _ when text.Equals("Fail", StringComparison.OrdinalIgnoreCase) => Fail,
            _ when text.Equals("Skip", StringComparison.OrdinalIgnoreCase) => Skip,
            _ when text.Equals("Handler", StringComparison.OrdinalIgnoreCase) => Handler,
            _ when text.StartsWith(deadLetter, StringComparison.OrdinalIgnoreCase) && text.Length > deadLetter.Length =>
                DeadLetter(text[deadLetter.Length..].Trim()),
            _ => throw new FormatException("Fail, Skip, Handler or DeadLetter:topic"),
        };
    }
}
