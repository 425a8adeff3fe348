using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>Which kind of store a node owns.</summary>
internal static class StoreKinds
{
    private const long MostSegments = 1024;
    private const long KafkaStreamsSegment = 60_000;

    public static StoreKind Of(NodeDraft owner) => owner.Work switch
    {
        AggregateWork { Window: TimeWindowModel window } work => Of(window, work.IsShared),
        AggregateWork { Window: SlidingWindowModel window } =>
            new SlidingWindowKind(window.Retention ?? (2 * window.Difference) + window.Grace, window.EmitsOnClose),
        AggregateWork { Window: SessionWindowModel window } => new SessionKind(window.Retention ?? window.Gap + window.Grace, window.EmitsOnClose),
        _ => new KeyValueKind(),
    };

    /// <summary>Whether changes may be held back; not of sliding windows and sessions that are emitted on close, as in Kafka Streams.</summary>
    public static bool CanBeCached(NodeDraft owner) =>
        owner.Work is not AggregateWork { Window: SlidingWindowModel { EmitsOnClose: true } or SessionWindowModel { EmitsOnClose: true } };

    /// <summary>
    /// A window is kept for as long as it can change, unless the user wants more. Half of that goes at a time; but to find those that
    /// close together at once, they are a segment of their own, as long as there are not too many. Where several operators share a store, one
    /// may still write to what is out of retention by the time of another: there the length of segments can be seen, and is Kafka Streams'.
    /// </summary>
    private static WindowKind Of(TimeWindowModel window, bool isShared)
    {
        long retention = window.Retention ?? window.Size + window.Grace;
        long segment = isShared ? Math.Max(retention / 2, KafkaStreamsSegment)
            : window.EmitsOnClose ? window.Advance * (1 + (retention / window.Advance / MostSegments))
            : Math.Max(retention / 2, 1);
        return new WindowKind(retention, segment);
    }
}
