using GenStreams.Queries;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>What the tasks of a thread share.</summary>
internal sealed record TaskSurroundings
{
    /// <summary>The settings.</summary>
    public required StreamsConfig Config { get; init; }

    /// <summary>The topics.</summary>
    public required TopicPlan Plan { get; init; }

    /// <summary>Makes generated tasks.</summary>
    public required StreamTaskFactory Factory { get; init; }

    /// <summary>The clients of the thread.</summary>
    public required ThreadClients Clients { get; init; }

    /// <summary>Decides on errors.</summary>
    public required TaskErrors Errors { get; init; }

    /// <summary>The stores of global tables, by name.</summary>
    public required IReadOnlyDictionary<string, GlobalKeyValueStore> GlobalStores { get; init; }

    /// <summary>Where queries find the stores of tasks that run.</summary>
    public required LocalStateQueries Queries { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Ends with the thread.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>A sub-topology by its id.</summary>
    public SubTopologyDescriptor SubTopology(int id) => Factory.Descriptor.SubTopologies.First(s => s.Id == id);
}
