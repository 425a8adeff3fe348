using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>What is in the topics of a topology.</summary>
internal static class TopicLanes
{
    /// <summary>The topics that it reads and writes, changelogs among them, each once; not those that are chosen for each record.</summary>
    public static List<(TopicPlan Topic, LaneType Key, LaneType Value)> Of(TopologyPlan plan)
    {
        var known = new HashSet<TopicPlan>();
        return All(plan).Where(topic => known.Add(topic.Topic)).ToList();
    }

    private static IEnumerable<(TopicPlan Topic, LaneType Key, LaneType Value)> All(TopologyPlan plan)
    {
        foreach (var part in plan.SubTopologies)
        {
            foreach (var source in part.Sources)
            {
                yield return (source.Topic, source.Key, source.Value);
            }

            foreach (var node in part.Nodes)
            {
                if (node.Work is SinkWork { Sink.Topic: { } topic })
                {
                    yield return (new TopicPlan(topic), node.In.Key.Type, node.In.Value.Type);
                }
            }

            foreach (var store in part.Stores)
            {
                if (store is { Changelog: { } changelog, Kind: not (JoinWindowKind or OuterJoinKind or SuppressKind or JoinBufferKind) })
                {
                    yield return (changelog, store.Key, store.Value);
                }
            }
        }

        foreach (var table in plan.GlobalTables)
        {
            yield return (table.Topic, table.Key, table.Value);
        }
    }
}
