using System.Text;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>How long stores keep what is in them, for the end of a description: Kafka Streams' has nothing of it.</summary>
internal static class StoreTimesWriter
{
    public static string Write(TopologyPlan plan)
    {
        var text = new StringBuilder();
        foreach (var part in plan.SubTopologies)
        {
            foreach (var store in part.Stores.OrderBy(static store => store.Name, StringComparer.Ordinal))
            {
                string facts = string.Join(", ", FactsOf(part, store));
                if (facts.Length > 0)
                {
                    text.Append("   ").Append(store.Name).Append(": ").Append(facts).Append('\n');
                }
            }
        }

        return text.Length == 0 ? "" : "Stores:\n" + text;
    }

    private static IEnumerable<string> FactsOf(SubTopologyPlan part, StorePlan store)
    {
        if (GraceOf(part, store) is { } grace)
        {
            yield return "grace " + Duration.ToText(grace);
        }

        if ((store.Rows.Retention ?? RetentionOf(store.Kind)) is { } retention)
        {
            yield return "retention " + Duration.ToText(retention);
        }

        if (store.Kind is VersionedKind { HistoryRetention: var history })
        {
            yield return "history " + Duration.ToText(history);
        }

        if (store.Rows.IsPersistent)
        {
            yield return "persistent";
        }
    }

    private static long? GraceOf(SubTopologyPlan part, StorePlan store) => store.Kind switch
    {
        JoinBufferKind kind => kind.Grace,
        WindowKind or SlidingWindowKind or SessionKind when store.Node >= 0 => (part.Nodes[store.Node].Work as AggregateWork)?.Window?.Grace,
        JoinWindowKind => part.Nodes.Select(node => node.Work).OfType<JoinSideWork>()
            .First(work => work.Join.LeftStore == store.Name || work.Join.RightStore == store.Name).Join.Window.Grace,
        _ => null,
    };

    private static long? RetentionOf(StoreKind kind) => kind switch
    {
        WindowKind window => window.Retention,
        SlidingWindowKind window => window.Retention,
        SessionKind session => session.Retention,
        JoinWindowKind join => join.Retention,
        _ => null,
    };
}
