using GenStreams.Clients;
using GenStreams.Queries;
using GenStreams.State;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>What a stream thread gets from the topology that it belongs to.</summary>
internal sealed record ThreadSettings
{
    /// <summary>The settings.</summary>
    public required StreamsConfig Config { get; init; }

    /// <summary>Makes generated tasks.</summary>
    public required StreamTaskFactory Factory { get; init; }

    /// <summary>Makes clients.</summary>
    public required IClientFactory Clients { get; init; }

    /// <summary>What sees the records of stream threads on their way.</summary>
    public Interceptors Interceptors { get; init; } = Interceptors.None;

    /// <summary>Deletes committed records of repartition topics.</summary>
    public required ITopicAdmin Admin { get; init; }

    /// <summary>Decides on records that fail.</summary>
    public required ErrorHandlers ErrorHandlers { get; init; }

    /// <summary>The stores of global tables, by name.</summary>
    public required IReadOnlyDictionary<string, GlobalKeyValueStore> GlobalStores { get; init; }

    /// <summary>Where queries find the stores of restored tasks.</summary>
    public required LocalStateQueries Queries { get; init; }

    /// <summary>The instruments.</summary>
    public required StreamsMetrics Metrics { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Where to log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Told when a thread does something else.</summary>
    public required Action StateChanged { get; init; }
}
