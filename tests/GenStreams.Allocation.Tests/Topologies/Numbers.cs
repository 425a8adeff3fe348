namespace GenStreams.Allocation.Tests.Topologies;

[Topology("map")]
public partial class MapNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [MapValues(nameof(In))] private static long Doubled(long value) => value * 2;

    [Map(nameof(Doubled)), Sink("out")] private static (long Key, int Value) Swapped(long key, long value) => (value, (int)key);
}

[Topology("filter")]
public partial class FilterNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Filter(nameof(In)), Sink("even")] private static bool Even(long value) => value % 2 == 0;

    [FilterNot(nameof(In)), Sink("odd")] private static bool NotEven(long value) => value % 2 == 0;
}

[Topology("branch")]
public partial class BranchNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Branch(nameof(In))] private static bool Low(long value) => value < 50;

    [Branch(nameof(In), Default = true)] private partial Stream<long, long> High { get; }

    [MapValues(nameof(High))] private static long Lowered(long value) => value - 50;

    [Merge(nameof(Low), nameof(Lowered)), Sink("out")] private partial Stream<long, long> All { get; }
}

[Topology("count")]
public partial class CountNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Count(nameof(In), Store = "counts"), Sink("out")] private partial Table<long, long> Counts { get; }
}

[Topology("reduce")]
public partial class ReduceNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Reduce(nameof(In), Store = "sums"), Sink("out")] private static long Sum(long sum, long value) => sum + value;
}

[Topology("join")]
public partial class JoinNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Source("factors")] private partial Table<long, long> Factors { get; }

    [Join(nameof(In), nameof(Factors)), Sink("out")] private static long Product(long value, long factor) => value * factor;
}
