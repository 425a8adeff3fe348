using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>What the runtime has for each kind of store.</summary>
internal static class StoreTypes
{
    /// <summary>The class of the store.</summary>
    public static string Of(StoreKind kind) => kind switch
    {
        KeyValueKind => RuntimeTypes.KeyValueBytesStore,
        WindowKind => RuntimeTypes.WindowBytesStore,
        SlidingWindowKind => RuntimeTypes.SlidingWindowBytesStore,
        SessionKind => RuntimeTypes.SessionBytesStore,
        ProgressKind => RuntimeTypes.ProgressStore,
        _ => throw NoType(kind),
    };

    /// <summary>The class of its descriptor.</summary>
    public static string DescriptorOf(StoreKind kind) => RuntimeTypes.Topologies + kind switch
    {
        KeyValueKind => "KeyValueStoreDescriptor",
        WindowKind => "WindowStoreDescriptor",
        SlidingWindowKind => "SlidingWindowStoreDescriptor",
        SessionKind => "SessionStoreDescriptor",
        ProgressKind => "ProgressStoreDescriptor",
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
        WindowKind kind =>
        [
            ("RetentionMilliseconds", CSharpLiteral.Of(kind.Retention)),
            ("SegmentMilliseconds", CSharpLiteral.Of(kind.Segment)),
            ("Caching", CSharpLiteral.Of(store.Caching)),
            ("KeepsOldValues", CSharpLiteral.Of(store.KeepsOldValues)),
        ],
        SlidingWindowKind kind => OrderedByTime(store, kind.Retention, kind.EmitsOnClose),
        SessionKind kind => OrderedByTime(store, kind.Retention, kind.EmitsOnClose),
        ProgressKind => [],
        _ => throw NoType(store.Kind),
    };

    private static IEnumerable<(string Name, string Value)> OrderedByTime(StorePlan store, long retention, bool emitsOnClose) =>
    [
        ("RetentionMilliseconds", CSharpLiteral.Of(retention)),
        ("Caching", CSharpLiteral.Of(store.Caching)),
        ("KeepsOldValues", CSharpLiteral.Of(store.KeepsOldValues)),
        ("EmitsOnClose", CSharpLiteral.Of(emitsOnClose)),
    ];

    private static InvalidOperationException NoType(StoreKind kind) => new($"{kind.GetType().Name} has no type at run time.");
}
