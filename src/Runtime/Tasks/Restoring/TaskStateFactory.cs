using GenStreams.Processing;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>Makes the states of a topology's tasks.</summary>
internal sealed class TaskStateFactory(TopologyDescriptor topology, StreamsConfig config, StoreIntakes intakes)
{
    /// <summary>A state in which there is nothing.</summary>
    public TaskState Create(TaskId id)
    {
        var sub = topology.SubTopologies.First(s => s.Id == id.SubTopology);
        return new TaskState(id, sub, config.ApplicationId, config.CacheBytesPerThread, config.Guarantee == ProcessingGuarantee.ExactlyOnce, intakes);
    }
}
