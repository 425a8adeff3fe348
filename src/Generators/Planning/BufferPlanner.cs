using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>The buffers of suppress and of joins with grace, which are stores too, but not of tables.</summary>
internal static class BufferPlanner
{
    /// <summary>The buffer that a node owns; null when it owns none.</summary>
    public static StorePlan? BufferOf(NodeDraft node) => node.Work switch
    {
        SuppressWork work => Buffer(node, work.Store, new SuppressKind(work.Limits)),
        JoinBufferWork work => Buffer(node, work.Store, new JoinBufferKind(work.Grace)),
        _ => null,
    };

    private static StorePlan Buffer(NodeDraft node, string store, StoreKind kind) => new(
        store,
        node.Member,
        new TopicPlan(store + "-changelog", IsInternal: true),
        Caching: false,
        KeepsOldValues: false,
        node.Output.Key,
        node.Output.Value,
        node.Index)
    {
        Kind = kind,
    };
}
