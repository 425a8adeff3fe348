using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

/// <summary>Stores of each kind, in memory.</summary>
internal static class TestStores
{
    public static KeyValueBytesStore KeyValue(
        string name, IChangelog? changelog = null, RecordCacheBudget? cache = null, bool keepsOldValues = false) =>
        StoreFactory.InMemory.KeyValue(new StoreContext(name, changelog, cache), keepsOldValues);

    public static WindowBytesStore Window(
        string name,
        long retention,
        long segmentInterval,
        IChangelog? changelog = null,
        RecordCacheBudget? cache = null,
        bool keepsOldValues = false) =>
        StoreFactory.InMemory.Window(new StoreContext(name, changelog, cache), retention, segmentInterval, keepsOldValues);

    public static TimeOrderedBytesStore Sessions(
        string name,
        long retention,
        IChangelog? changelog = null,
        RecordCacheBudget? cache = null,
        bool keepsOldValues = false,
        bool emitsOnClose = false) => StoreFactory.InMemory.TimeOrdered(
            new StoreContext(name, changelog, cache), TimeOrderedRules.OfSessions(retention, keepsOldValues, emitsOnClose, isCached: cache is { Limit: > 0 }));

    public static TimeOrderedBytesStore SlidingWindows(
        string name, long retention, IChangelog? changelog = null, RecordCacheBudget? cache = null, bool emitsOnClose = false) =>
        StoreFactory.InMemory.TimeOrdered(
            new StoreContext(name, changelog, cache), TimeOrderedRules.OfSlidingWindows(retention, emitsOnClose: emitsOnClose));

    public static VersionedBytesStore Versioned(string name, IChangelog? changelog, long historyRetention) =>
        StoreFactory.InMemory.Versioned(new StoreContext(name, changelog), historyRetention);

    public static JoinWindowBytesStore JoinWindow(string name, long retention, IChangelog? changelog = null) =>
        StoreFactory.InMemory.JoinWindow(new StoreContext(name, changelog), retention);

    public static OuterJoinBytesStore OuterJoin(string name, IChangelog? changelog = null) =>
        StoreFactory.InMemory.OuterJoin(new StoreContext(name, changelog));

    public static SubscriptionStore Subscriptions(string name, IChangelog? changelog = null) =>
        StoreFactory.InMemory.Subscription(new StoreContext(name, changelog));

    public static SuppressBuffer Suppress(string name, IChangelog? changelog, SuppressLimits limits) =>
        StoreFactory.InMemory.Suppress(new StoreContext(name, changelog), limits);

    public static JoinBuffer JoinBuffer(string name, IChangelog? changelog, long grace) =>
        StoreFactory.InMemory.JoinBuffer(new StoreContext(name, changelog), grace);

    public static ProgressStore Progress(string name) => StoreFactory.InMemory.Progress(new StoreContext(name));
}
