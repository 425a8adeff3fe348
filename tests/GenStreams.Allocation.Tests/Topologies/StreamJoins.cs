namespace GenStreams.Allocation.Tests.Topologies;

[Topology("join-streams")]
public partial class JoinStreamsOfNumbers
{
    [Source("left")] private partial Stream<long, long> Left { get; }

    [Source("right")] private partial Stream<long, long> Right { get; }

    [Join(nameof(Left), nameof(Right)), Window(Within = "150ms", Grace = "20ms"), Sink("out")]
    private static long Sum(long left, long right) => left + right;
}

[Topology("left-join-streams")]
public partial class LeftJoinStreamsOfNumbers
{
    [Source("left")] private partial Stream<long, long> Left { get; }

    [Source("right")] private partial Stream<long, long> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Window(Within = "30ms", Grace = "20ms"), Sink("out")]
    private static long Sum(long key, long left, long? right) => key + left + (right ?? 0);
}

[Topology("outer-join-streams")]
public partial class OuterJoinStreamsOfNumbers
{
    [Source("left")] private partial Stream<long, long> Left { get; }

    [Source("right")] private partial Stream<long, long> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Outer), Window(Before = "10ms", After = "40ms", Grace = "20ms"), Sink("out")]
    private static long Sum(long key, long? left, long? right) => key + (left ?? 0) + (right ?? 0);
}
