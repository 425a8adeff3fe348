using GenStreams.Clients;
using GenStreams.Queries;
using GenStreams.State;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>What a stream thread gets from its topology.</summary>
internal sealed record ThreadSettings
{
    /// <summary>The settings.</summary>
    public required StreamsConfig Config { get; init; }

    /// <summary>The topics.</summary>
    public required TopicPlan Plan { get; init; }

    /// <summary>The name of this process among those of the application: stands in transactional ids.</summary>
    public required string Instance { get; init; }

    /// <summary>Makes generated tasks.</summary>
    public required StreamTaskFactory Factory { get; init; }

    /// <summary>Makes clients.</summary>
    public required IClientFactory Clients { get; init; }

    /// <summary>The member that this process is in the group.</summary>
    public required IGroupMember Member { get; init; }

    /// <summary>Who has which task.</summary>
    public required TaskBoard Board { get; init; }

    /// <summary>What sees records on their way.</summary>
    public Interceptors Interceptors { get; init; } = Interceptors.None;

    /// <summary>Looks topics up and purges them.</summary>
    public required ITopicAdmin Admin { get; init; }

    /// <summary>Knows which source topics there are.</summary>
    public required TopicWatch Watch { get; init; }

    /// <summary>Decides on records that fail.</summary>
    public required ErrorHandlers ErrorHandlers { get; init; }

    /// <summary>What the brokers have refused; shared by all threads.</summary>
    public required RefusedRecords Refused { get; init; }

    /// <summary>The stores of global tables, by name.</summary>
    public required IReadOnlyDictionary<string, GlobalKeyValueStore> GlobalStores { get; init; }

    /// <summary>Where queries find the stores of tasks that run.</summary>
    public required LocalStateQueries Queries { get; init; }

    /// <summary>The instruments.</summary>
    public required StreamsMetrics Metrics { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Where to log.</summary>
    public required ILogger Logger { get; init; }
}
