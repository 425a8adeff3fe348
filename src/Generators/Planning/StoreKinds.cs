using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>Which kind of store a node owns.</summary>
internal static class StoreKinds
{
    public static StoreKind Of(NodeDraft owner) => owner.Work switch
    {
        AggregateWork { Window: TimeWindowModel window } => Of(window),
        AggregateWork { Window: SlidingWindowModel window } =>
            new SlidingWindowKind(window.Retention ?? (2 * window.Difference) + window.Grace, window.EmitsOnClose),
        AggregateWork { Window: SessionWindowModel window } => new SessionKind(window.Retention ?? window.Gap + window.Grace, window.EmitsOnClose),
        _ => new KeyValueKind(),
    };

    /// <summary>A window is kept for as long as it can change, unless the user wants more. Half of that goes at a time.</summary>
    private static WindowKind Of(TimeWindowModel window)
    {
        long retention = window.Retention ?? window.Size + window.Grace;
        return new WindowKind(retention, Math.Max(retention / 2, 1));
    }
}
