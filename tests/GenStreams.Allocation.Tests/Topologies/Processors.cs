namespace GenStreams.Allocation.Tests.Topologies;

[Topology("process")]
public partial class ProcessNumbers
{
    [Source("in", TimestampExtractor = nameof(TimeOf), Timestamps = SourceTimestamps.LogAndSkipOnInvalid)]
    private partial Stream<long, long> In { get; }

    [StateStore("sums")] private partial KeyValueStore<long, long> Sums { get; }

    [StateStore("seen")] private partial KeyValueStore<long, int> Seen { get; }

    [Output, Sink("even")] private partial Stream<long, long> Even { get; }

    [Output, Sink("odd")] private partial Stream<long, int> Odd { get; }

    [Process(nameof(In)), Sink("all")]
    private static void Sort(
        long key,
        long value,
        RecordContext context,
        KeyValueStore<long, long> sums,
        KeyValueStore<long, int> seen,
        Output<long, long> even,
        Output<long, int> odd,
        Output<int, long> all)
    {
        sums.Put(key, sums.Get(key) + value);
        seen.Put(key, seen.Get(key) + 1);
        if (value % 2 == 0)
        {
            even.Emit(key, value, context.Timestamp + 1);
        }
        else
        {
            odd.Emit(key, (int)value, context.Headers);
        }

        all.Emit((int)key, value);
    }

    [Punctuate("500ms")]
    private static void Publish(Punctuation punctuation, KeyValueStore<long, long> sums, KeyValueStore<long, int> seen, Output<long, long> even)
    {
        for (long key = 0; key < 10; key++)
        {
            if (sums.TryGet(key, out long sum))
            {
                even.Emit(key, sum, punctuation.Timestamp);
                seen.Delete(key);
            }
        }
    }

    [Punctuate("1s", Time = PunctuationTime.WallClock)]
    private static void Forget(KeyValueStore<long, int> seen) => seen.Delete(11);

    private static long TimeOf(long key, long value, RecordContext context) => context.Timestamp + key - value;
}
