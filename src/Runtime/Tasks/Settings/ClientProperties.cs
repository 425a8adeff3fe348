namespace GenStreams.Tasks;

/// <summary>librdkafka properties that the user passes to the clients.</summary>
internal sealed record ClientProperties
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>To all clients.</summary>
    public IReadOnlyDictionary<string, string> Common { get; init; } = None;

    /// <summary>To the consumers of stream threads.</summary>
    public IReadOnlyDictionary<string, string> Consumer { get; init; } = None;

    /// <summary>To the producers of stream threads.</summary>
    public IReadOnlyDictionary<string, string> Producer { get; init; } = None;

    /// <summary>To the admin client.</summary>
    public IReadOnlyDictionary<string, string> Admin { get; init; } = None;

    /// <summary>To the consumers that restore stores.</summary>
    public IReadOnlyDictionary<string, string> RestoreConsumer { get; init; } = None;

    /// <summary>To the consumer of global tables.</summary>
    public IReadOnlyDictionary<string, string> GlobalConsumer { get; init; } = None;
}
