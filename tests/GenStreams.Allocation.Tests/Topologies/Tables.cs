namespace GenStreams.Allocation.Tests.Topologies;

[Topology("join-tables")]
public partial class JoinTablesOfNumbers
{
    [Source("left")] private partial Table<long, long> Left { get; }

    [Source("right")] private partial Table<long, long> Right { get; }

    [Join(nameof(Left), nameof(Right))] private static long Sum(long left, long right) => left + right;

    [Join(nameof(Sum), nameof(Right), Kind = JoinKind.Outer, Store = "sums"), Sink("out")]
    private static long Both(long key, long? sum, long? right) => key + (sum ?? 0) + (right ?? 0);
}

[Topology("group-numbers")]
public partial class GroupNumbers
{
    [Source("in")] private partial Table<long, long> In { get; }

    [GroupBy(nameof(In))] private static (long, long) ByDigit(long value) => (value % 10, value);

    [Count(nameof(ByDigit)), Sink("counts")] private partial Table<long, long> Counts { get; }

    [Reduce(nameof(ByDigit), Subtractor = nameof(Less)), Sink("sums")] private static long Sum(long sum, long value) => sum + value;

    private static long Less(long sum, long value) => sum - value;

    [Aggregate(nameof(ByDigit), Subtractor = nameof(Without)), Sink("products")]
    private static void Product(ref long product, long value) => product += value * value;

    private static void Without(ref long product, long value) => product -= value * value;
}

[Topology("foreign-numbers")]
public partial class ForeignNumbers
{
    [Source("left")] private partial Table<long, long> Left { get; }

    [Source("right")] private partial Table<long, long> Right { get; }

    [Join(nameof(Left), nameof(Right), ForeignKey = nameof(Digit)), Sink("out")] private static long Sum(long left, long right) => left + right;

    private static long? Digit(long key, long left) => (key + left) % 10;
}
