namespace GenStreams.Allocation.Tests.Topologies;

[Topology("tumbling")]
public partial class CountNumbersInWindows
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Count(nameof(In), Store = "counts"), Window(Tumbling = "250ms", Grace = "100ms"), Sink("out")]
    private partial WindowedTable<long, long> Counts { get; }
}

[Topology("hopping")]
public partial class SumNumbersInWindows
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Aggregate(nameof(In), Store = "sums"), Window(Hopping = "500ms", Advance = "100ms")]
    private static long Sum(long sum, long value) => sum + value;

    [ToStream(nameof(Sum))] private partial Stream<Windowed<long>, long> Sums { get; }

    [MapValues(nameof(Sums)), Sink("out")] private static long WithStart(Windowed<long> key, long sum) => key.Start + sum;
}

[Topology("closing")]
public partial class SumNumbersWhenWindowsClose
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Reduce(nameof(In), Store = "sums"), Window(Hopping = "500ms", Advance = "100ms", Grace = "50ms", Emit = Emit.OnClose), Sink("out")]
    private static long Sum(long sum, long value) => sum + value;
}

[Topology("cogroup")]
public partial class CogroupNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Source("more")] private partial Stream<long, long> More { get; }

    [Aggregate(nameof(In), Store = "sums"), Window(Tumbling = "2m"), Sink("out")] private static long Sum(long sum, long value) => sum + value;

    [Cogroup(nameof(More), nameof(Sum))] private static long Less(long sum, long value) => sum - value;
}
