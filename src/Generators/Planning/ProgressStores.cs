using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>The stores of operators that emit each window once: what they have emitted.</summary>
internal static class ProgressStores
{
    private static readonly LaneType Raw = new(
        new TypeRef("byte[]", TypeRef.RawIdentity, "byte[]", IsValueType: false, IsNullable: false),
        new SerdeRef("global::GenStreams.Serdes.ByteArraySerde.Instance") { Check = SerdeCheck.None });

    /// <summary>The name of the one that belongs to a store of windows.</summary>
    public static string NameFor(string store) => store + "-progress";

    public static IEnumerable<StorePlan> Of(NodeDraft node)
    {
        if (node.Work is AggregateWork { ProgressStore: { } name })
        {
            var changelog = new TopicPlan(name + "-changelog", IsInternal: true);
            yield return new StorePlan(name, node.Member, changelog, Caching: false, KeepsOldValues: false, Raw, Raw, node.Index)
            {
                Kind = new ProgressKind(),
            };
        }
    }
}
