using GenStreams.Generators.Emission.Tasks;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>What the runtime has for each kind of store.</summary>
internal static class StoreTypes
{
    /// <summary>The class of the store.</summary>
    public static string Of(StoreKind kind) => kind switch
    {
        KeyValueKind => RuntimeTypes.KeyValueBytesStore,
        SubscriptionKind => TableTypes.SubscriptionStore,
        VersionedKind => RuntimeTypes.VersionedBytesStore,
        SuppressKind => RuntimeTypes.SuppressBuffer,
        JoinBufferKind => RuntimeTypes.JoinBuffer,
        WindowKind => RuntimeTypes.WindowBytesStore,
        JoinWindowKind => RuntimeTypes.JoinWindowBytesStore,
        OuterJoinKind => RuntimeTypes.OuterJoinBytesStore,
        ProgressKind => RuntimeTypes.ProgressStore,
        SlidingWindowKind or SessionKind => RuntimeTypes.TimeOrderedBytesStore,
        _ => throw NoType(kind),
    };

    /// <summary>The class of its descriptor.</summary>
    public static string DescriptorOf(StoreKind kind) => RuntimeTypes.Topologies + kind switch
    {
        KeyValueKind => "KeyValueStoreDescriptor",
        SubscriptionKind => "SubscriptionStoreDescriptor",
        VersionedKind => "VersionedStoreDescriptor",
        SuppressKind => "SuppressBufferDescriptor",
        JoinBufferKind => "JoinBufferDescriptor",
        WindowKind => "WindowStoreDescriptor",
        JoinWindowKind => "JoinWindowStoreDescriptor",
        OuterJoinKind => "OuterJoinStoreDescriptor",
        ProgressKind => "ProgressStoreDescriptor",
        SlidingWindowKind => "SlidingWindowStoreDescriptor",
        SessionKind => "SessionStoreDescriptor",
        _ => throw NoType(kind),
    };

    /// <summary>The properties of its descriptor but for name and changelog, with their values.</summary>
    public static IEnumerable<(string Name, string Value)> SettingsOf(StorePlan store) => store.Kind switch
    {
        KeyValueKind =>
        [
            ("Caching", CSharpLiteral.Of(store.Caching)),
            ("KeepsOldValues", CSharpLiteral.Of(store.KeepsOldValues)),
        ],
        VersionedKind kind => [("HistoryRetention", CSharpLiteral.Of(kind.HistoryRetention))],
        SuppressKind kind => [("Limits", LimitsOf(kind.Limits))],
        JoinBufferKind kind => [("Grace", CSharpLiteral.Of(kind.Grace))],
        WindowKind kind =>
        [
            ("RetentionMilliseconds", CSharpLiteral.Of(kind.Retention)),
            ("SegmentMilliseconds", CSharpLiteral.Of(kind.Segment)),
            ("Caching", CSharpLiteral.Of(store.Caching)),
            ("KeepsOldValues", CSharpLiteral.Of(store.KeepsOldValues)),
        ],
        JoinWindowKind kind => [("RetentionMilliseconds", CSharpLiteral.Of(kind.Retention))],
        OuterJoinKind or SubscriptionKind => [],
        ProgressKind => [],
        SlidingWindowKind kind => OrderedByTime(store, kind.Retention, kind.EmitsOnClose),
        SessionKind kind => OrderedByTime(store, kind.Retention, kind.EmitsOnClose),
        _ => throw NoType(store.Kind),
    };

    private static string LimitsOf(SuppressLimitsPlan limits) =>
        $"new({CSharpLiteral.Of(limits.Wait)}, {Bound(limits.MaxRecords)}, {Bound(limits.MaxBytes)}, "
        + $"{CSharpLiteral.Of(limits.EmitsEarly)}, {CSharpLiteral.Of(limits.DropsDeletes)})";

    private static string Bound(long? most) => most is { } bound ? CSharpLiteral.Of(bound) : "long.MaxValue";

    private static IEnumerable<(string Name, string Value)> OrderedByTime(StorePlan store, long retention, bool emitsOnClose) =>
    [
        ("RetentionMilliseconds", CSharpLiteral.Of(retention)),
        ("Caching", CSharpLiteral.Of(store.Caching)),
        ("KeepsOldValues", CSharpLiteral.Of(store.KeepsOldValues)),
        ("EmitsOnClose", CSharpLiteral.Of(emitsOnClose)),
    ];

    private static InvalidOperationException NoType(StoreKind kind) => new($"{kind.GetType().Name} has no type at run time.");
}
