namespace GenStreams.Allocation.Tests.Topologies;

[Topology("sessions")]
public partial class SessionsOfNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Count(nameof(In), Store = "counts"), Window(Session = "400ms", Grace = "100ms"), Sink("out")]
    private partial WindowedTable<long, long> Counts { get; }

    [Aggregate(nameof(In), Store = "sums", Merger = nameof(Both)), Window(Session = "300ms", Grace = "1s"), Sink("sums")]
    private static long Sum(long sum, long value) => sum + value;

    private static long Both(long left, long right) => left + right;
}

[Topology("sessions-on-close")]
public partial class FinalSessionsOfNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Reduce(nameof(In), Store = "sums"), Window(Session = "300ms", Grace = "1s", Emit = Emit.OnClose), Sink("out")]
    private static long Sum(long sum, long value) => sum + value;
}

[Topology("sliding")]
public partial class SlidingNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Count(nameof(In), Store = "counts"), Window(Sliding = "1s", Grace = "1s"), Sink("out")]
    private partial WindowedTable<long, long> Counts { get; }
}

[Topology("sliding-on-close")]
public partial class FinalSlidingNumbers
{
    [Source("in")] private partial Stream<long, long> In { get; }

    [Reduce(nameof(In), Store = "sums"), Window(Sliding = "1s", Grace = "1s", Emit = Emit.OnClose), Sink("out")]
    private static ReadOnlySpan<byte> Greater(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right) < 0 ? right : left;
}
