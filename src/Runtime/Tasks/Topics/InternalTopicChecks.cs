using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>Checks of internal topics before the threads start: what they hold must be all that it is taken for.</summary>
internal static class InternalTopicChecks
{
    /// <summary>Whether the topics that exist keep what they must: found policies, by topic.</summary>
    /// <exception cref="StreamsException">A topic forgets what is needed.</exception>
    public static void CheckPolicies(IEnumerable<InternalTopic> topics, IReadOnlyDictionary<string, string> policies)
    {
        foreach (var topic in topics)
        {
            if (policies.TryGetValue(topic.Name, out string? found) && Fault(topic.Config["cleanup.policy"], found) is { } fault)
            {
                throw new StreamsException(
                    $"Internal topic '{topic.Name}' has cleanup.policy={found} and must have {topic.Config["cleanup.policy"]}: {fault}. Set it back (kafka-configs --alter " +
                    $"--topic {topic.Name} --add-config cleanup.policy=[{topic.Config["cleanup.policy"]}]) before the application starts again.");
            }
        }
    }

    /// <summary>Whether changelogs that do not exist may be made: not when the group has processed records whose traces they held.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="applicationId">The application id.</param>
    /// <param name="missing">Internal topics that do not exist.</param>
    /// <param name="committed">What the group has committed of the topology's sources.</param>
    /// <exception cref="StreamsException">State would be lost.</exception>
    public static void CheckMissing(
        TopologyDescriptor topology, string applicationId, IReadOnlyCollection<InternalTopic> missing, IReadOnlyList<CommittedOffset> committed)
    {
        var processed = committed.Where(static c => c.Offset > 0).Select(static c => c.Partition.Topic).ToHashSet();
        foreach (var sub in topology.SubTopologies)
        {
            string? source = sub.Sources.Select(s => s.Topic.Resolve(applicationId)).FirstOrDefault(processed.Contains);

            // What progress stores hold stands beside the offsets too, and Kafka Streams has no changelog for it.
            var lost = sub.Stores.Where(
                s => s is not ProgressStoreDescriptor && s.Changelog is { IsInternal: true } log && missing.Any(m => m.Name == log.Resolve(applicationId))).ToList();
            if (source is not null && lost.Count > 0)
            {
                throw new StreamsException(
                    $"The changelog '{lost[0].Changelog!.Value.Resolve(applicationId)}' does not exist, though the application has processed records of '{source}': what the " +
                    $"stores {string.Join(", ", lost.Select(static s => $"'{s.Name}'"))} held is lost. To begin with empty stores and go on where the group has committed, set " +
                    "OnMissingChangelog = MissingChangelogPolicy.StartEmpty; to compute them anew, reset the offsets of the group or use another ApplicationId.");
            }
        }
    }

    /// <summary>The partitions of a topology's sources.</summary>
    public static List<TopicPartition> SourcePartitions(TopicPlan plan, IReadOnlyDictionary<string, int> existing) =>
        [.. plan.SourceTopics.Where(t => existing.ContainsKey(t.Name))
            .SelectMany(static t => Enumerable.Range(0, t.Partitions).Select(p => new TopicPartition(t.Name, p)))];

    private static string? Fault(string needed, string found)
    {
        bool deletes = found.Contains("delete", StringComparison.Ordinal);
        bool compacts = found.Contains("compact", StringComparison.Ordinal);
        return needed switch
        {
            "compact" when deletes => "keys that have not changed for long would be deleted, and missing after the next restore",
            "delete" when compacts => "records with equal keys would be deleted before they are processed",
            _ => null,
        };
    }
}
