namespace GenStreams.Allocation.Tests.Topologies;

[Topology("versions")]
public partial class JoinVersionsOfNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Source("factors", HistoryRetention = "1s")] private partial Table<long, long> Factors { get; }

    [Join(nameof(In), nameof(Factors)), Sink("out")] private static long Product(long value, long factor) => value * factor;
}

[Topology("grace")]
public partial class JoinVersionsWithGrace
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Source("factors", HistoryRetention = "1s")] private partial Table<long, long> Factors { get; }

    [Join(nameof(In), nameof(Factors), Kind = JoinKind.Left, Grace = "150ms"), Sink("out")]
    private static long Product(long value, long? factor) => value * (factor ?? 1);
}

[Topology("suppress")]
public partial class SuppressNumbers
{
    [Source("in")] private partial Table<long, long> In { get; }

    [Suppress(nameof(In), UntilTimeLimit = "20ms", MaxRecords = 50, EmitEarlyWhenFull = true), Sink("out")]
    private partial Table<long, long> Slower { get; }
}

[Topology("final")]
public partial class FinalCountsOfNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Count(nameof(In)), Window(Tumbling = "300ms", Grace = "50ms")] private partial WindowedTable<long, long> Counts { get; }

    [Suppress(nameof(Counts), UntilWindowCloses = true), Sink("out")] private partial WindowedTable<long, long> Final { get; }
}

[Topology("versioned-store")]
public partial class VersionedStoreOfNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [StateStore("versions", HistoryRetention = "1s")] private partial VersionedKeyValueStore<long, long> Versions { get; }

    [ProcessValues(nameof(In)), Sink("out")]
    private static long Before(long key, long value, RecordContext context, VersionedKeyValueStore<long, long> versions)
    {
        versions.Put(key, value);
        return versions.GetAsOf(key, context.Timestamp - 500);
    }
}
