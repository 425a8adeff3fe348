using GenStreams.Clients;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>What a <see cref="TopologyRunner"/> needs; any host can provide it.</summary>
internal sealed record RunnerServices
{
    /// <summary>The settings.</summary>
    public required StreamsConfig Config { get; init; }

    /// <summary>
    /// The name of this machine's processes among those of the application, the same after a restart: each process adds a number of its own.
    /// </summary>
    public required string Instance { get; init; }

    /// <summary>Makes generated tasks.</summary>
    public required StreamTaskFactory Factory { get; init; }

    /// <summary>Makes clients.</summary>
    public required IClientFactory Clients { get; init; }

    /// <summary>What sees the records of stream threads on their way.</summary>
    public Interceptors Interceptors { get; init; } = Interceptors.None;

    /// <summary>Decides on records that fail.</summary>
    public ErrorHandlers ErrorHandlers { get; init; } = ErrorHandlers.FailAll;

    /// <summary>Topics that fixed policies send records to: they must exist.</summary>
    public IReadOnlyCollection<string> DeadLetterTopics { get; init; } = [];

    /// <summary>What happens when a thread fails.</summary>
    public ThreadFailurePolicy OnThreadFailure { get; init; }

    /// <summary>The instruments.</summary>
    public required StreamsMetrics Metrics { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Where to log.</summary>
    public required ILogger Logger { get; init; }
}
