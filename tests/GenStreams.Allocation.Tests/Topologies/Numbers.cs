namespace GenStreams.Allocation.Tests.Topologies;

[Topology("map")]
public partial class MapNumbers
{
    [Source("in")] partial Stream<long, long> In { get; }

    [MapValues(nameof(In))] static long Doubled(long value) => value * 2;

    [Map(nameof(Doubled)), Sink("out")] static (long Key, int Value) Swapped(long key, long value) => (value, (int)key);
}

[Topology("filter")]
public partial class FilterNumbers
{
    [Source("in")] partial Stream<long, long> In { get; }

    [Filter(nameof(In)), Sink("even")] static bool Even(long value) => value % 2 == 0;

    [FilterNot(nameof(In)), Sink("odd")] static bool NotEven(long value) => value % 2 == 0;
}

[Topology("branch")]
public partial class BranchNumbers
{
    [Source("in")] partial Stream<long, long> In { get; }

    [Branch(nameof(In))] static bool Low(long value) => value < 50;

    [Branch(nameof(In), Default = true)] partial Stream<long, long> High { get; }

    [MapValues(nameof(High))] static long Lowered(long value) => value - 50;

    [Merge(nameof(Low), nameof(Lowered)), Sink("out")] partial Stream<long, long> All { get; }
}

[Topology("count")]
public partial class CountNumbers
{
    [Source("in")] partial Stream<long, long> In { get; }

    [Count(nameof(In), Store = "counts"), Sink("out")] partial Table<long, long> Counts { get; }
}

[Topology("reduce")]
public partial class ReduceNumbers
{
    [Source("in")] partial Stream<long, long> In { get; }

    [Reduce(nameof(In), Store = "sums"), Sink("out")] static long Sum(long sum, long value) => sum + value;
}

[Topology("join")]
public partial class JoinNumbers
{
    [Source("in")] partial Stream<long, long> In { get; }

    [Source("factors")] partial Table<long, long> Factors { get; }

    [Join(nameof(In), nameof(Factors)), Sink("out")] static long Product(long value, long factor) => value * factor;
}
