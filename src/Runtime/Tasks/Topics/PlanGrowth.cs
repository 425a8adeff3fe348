using GenStreams.Clients;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>Takes up partitions that source topics were given while the application runs, where no state depends on which partition a key is in.</summary>
internal sealed class PlanGrowth(TopicPlan plan, TopologyDescriptor topology, string applicationId, ITopicAdmin admin, ILogger logger)
{
    private static readonly TimeSpan QuestionTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Looks the topics up, and makes the plan fit them if it can be.</summary>
    /// <exception cref="Confluent.Kafka.KafkaException">The brokers do not answer.</exception>
    public void Try()
    {
        var counts = admin.PartitionCountsAsync([.. TopicPlan.AllTopics(topology, applicationId)], QuestionTimeout, CancellationToken.None).GetAwaiter().GetResult();
        try
        {
            var grown = TopicPlan.Create(topology, applicationId, counts);
            if (plan.TryGrow(grown, topology))
            {
                Log.PartitionsTakenUp(logger, string.Join(", ", plan.SourceTopics.Select(static t => $"{t.Name}: {t.Partitions}")));
            }
        }
        catch (StreamsException)
        {
            // Internal topics do not fit any more: who asks sees that the plan is what it was, and tells what to do.
        }
    }
}
