using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>What a foreign-key join has besides its nodes: names as Kafka Streams gives them to a named join, and the subscriptions.</summary>
internal static class ForeignKeyPlanner
{
    private const string Prefix = "-subscription-";

    public static TopicPlan RegistrationOf(string join) => new(join + Prefix + "registration-topic", IsInternal: true);

    public static TopicPlan ResponseOf(string join) => new(join + Prefix + "response-topic", IsInternal: true);

    public static string StoreOf(string join) => join + Prefix + "store";

    /// <summary>The stores of subscriptions that some nodes have.</summary>
    public static IEnumerable<StorePlan> StoresOf(List<NodeDraft> nodes) =>
        from node in nodes
        where node.Work is ForeignKeyAnswerWork
        let store = ((ForeignKeyAnswerWork)node.Work).Store
        select new StorePlan(
            store,
            node.Member,
            new TopicPlan(store + "-changelog", IsInternal: true),
            Caching: false,
            KeepsOldValues: false,
            RawLane.Type,
            RawLane.Type,
            node.Index)
        {
            Kind = new SubscriptionKind(),
        };
}
