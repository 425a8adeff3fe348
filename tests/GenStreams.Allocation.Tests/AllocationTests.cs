using System.Buffers.Binary;
using GenStreams.Allocation.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Allocation.Tests;

/// <summary>After a warm-up, generated code, stores, record caches and changelogs allocate nothing at all.</summary>
public sealed class AllocationTests
{
    private const int Records = 20_000;
    private const int Keys = 100;
    private const int RecordsPerCommit = 500;
    private const long Cache = 10_000_000;

    [Fact]
    public void Map_allocates_nothing() => Check<MapNumbers>(0, "out");

    [Fact]
    public void Filter_allocates_nothing() => Check<FilterNumbers>(0, "even");

    [Fact]
    public void Branch_and_merge_allocate_nothing() => Check<BranchNumbers>(0, "out");

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Count_allocates_nothing(long cacheBytes) => Check<CountNumbers>(cacheBytes, "out", "app-counts-changelog");

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Reduce_allocates_nothing(long cacheBytes) => Check<ReduceNumbers>(cacheBytes, "out", "app-sums-changelog");

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void A_stream_table_join_and_its_table_allocate_nothing(long cacheBytes)
    {
        using var task = new TaskHarness<JoinNumbers>(cacheBytes);
        int stream = task.Source("in");
        int table = task.Source("factors");
        byte[][] numbers = Numbers();

        AssertNothingAllocated(() => Feed(task, table, numbers), () => Feed(task, stream, numbers));

        Assert.True(task.Collector.Sent("out") > Records);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Counts_in_tumbling_windows_allocate_nothing(long cacheBytes) =>
        CheckWindows<CountNumbersInWindows>(cacheBytes, "in", "out", "app-counts-changelog");

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Sums_in_hopping_windows_allocate_nothing(long cacheBytes) =>
        CheckWindows<SumNumbersInWindows>(cacheBytes, "in", "out", "app-sums-changelog");

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Windows_that_are_emitted_when_they_close_allocate_nothing(long cacheBytes) =>
        CheckWindows<SumNumbersWhenWindowsClose>(cacheBytes, "in", "out", "app-sums-changelog", "app-sums-progress-changelog");

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Cogroups_allocate_nothing(long cacheBytes) => CheckWindows<CogroupNumbers>(cacheBytes, "more", "out", "app-sums-changelog");

    [Fact]
    public void Inner_joins_of_streams_allocate_nothing() => CheckStreamJoin<JoinStreamsOfNumbers>();

    [Fact]
    public void Left_joins_of_streams_and_rows_that_expire_allocate_nothing() =>
        CheckStreamJoin<LeftJoinStreamsOfNumbers>("app-Sum-left-shared-join-store-changelog");

    [Fact]
    public void Outer_joins_of_streams_and_rows_that_expire_allocate_nothing() =>
        CheckStreamJoin<OuterJoinStreamsOfNumbers>("app-Sum-outer-shared-join-store-changelog");

    [Fact]
    public void Values_that_are_cut_out_of_spans_allocate_nothing()
    {
        using var task = new TaskHarness<FilterAndCutSpans>();
        byte[][] numbers = Numbers();
        int source = task.Source("in");

        AssertNothingAllocated(() => Feed(task, source, numbers));

        Assert.True(task.Collector.Sent("out") > Records);
    }

    [Fact]
    public void Splitting_lines_into_words_allocates_nothing()
    {
        using var task = new TaskHarness<CountWordSpans>();
        byte[][] lines = ["the quick brown fox"u8.ToArray(), "jumps over"u8.ToArray()];
        int source = task.Source("in");

        AssertNothingAllocated(() => Feed(task, source, lines));

        Assert.True(task.Collector.Sent("app-counts-repartition") > 2 * Records);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Counting_words_behind_a_repartition_topic_allocates_nothing(long cacheBytes)
    {
        using var task = new TaskHarness<CountWordSpans>(cacheBytes, subTopology: 1);
        byte[][] words = ["quick"u8.ToArray(), "brown"u8.ToArray(), "fox"u8.ToArray()];
        int source = task.Source("counts-repartition");

        AssertNothingAllocated(() => Feed(task, source, words));

        Assert.True(task.Collector.Sent("out") > 0);
    }

    [Fact]
    public void Processors_punctuators_and_timestamp_extractors_allocate_nothing()
    {
        using var task = new TaskHarness<ProcessNumbers>();
        byte[][] numbers = Numbers();
        int source = task.Source("in");
        long time = 0;

        AssertNothingAllocated(() =>
        {
            for (int record = 0; record < Records; record++)
            {
                byte[] number = numbers[record % Keys];
                task.ProcessInTime(source, number, number, time++);
            }
        });

        Assert.Equal(2 * Records, task.Collector.Sent("all"));
        Assert.Equal(Records, task.Collector.Sent("odd"));
        // The first punctuation comes with the first record, when there is one key.
        Assert.Equal(Records + (10 * 2 * Records / 500) - 9, task.Collector.Sent("even"));
    }

    [Fact]
    public void What_is_allocated_is_seen()
    {
        byte[]? kept = null;
        Assert.True(AllocatedBy(() => kept = new byte[100]) >= 100);
        Assert.NotNull(kept);
    }

    private static void Check<T>(long cacheBytes, params string[] topics)
        where T : class, ITopology<T>
    {
        using var task = new TaskHarness<T>(cacheBytes);
        byte[][] numbers = Numbers();
        int source = task.Source("in");

        AssertNothingAllocated(() => Feed(task, source, numbers));

        Assert.All(topics, topic => Assert.True(task.Collector.Sent(topic) > 0, $"Nothing was sent to '{topic}'."));
    }

    /// <summary>Stream time goes through many windows in a round: they close, go out of retention, and their memory is used again.</summary>
    private static void CheckWindows<T>(long cacheBytes, string input, params string[] topics)
        where T : class, ITopology<T>
    {
        using var task = new TaskHarness<T>(cacheBytes);
        byte[][] numbers = Numbers();
        int source = task.Source(input);
        long time = 1000;
        void Feed()
        {
            for (int record = 0; record < Records; record++)
            {
                task.Process(source, numbers[record % Keys], numbers[record % Keys], time++);
                if (record % RecordsPerCommit == 0)
                {
                    task.Flush();
                    task.SaveProgress();
                }
            }
        }

        AssertNothingAllocated(Feed);

        Assert.All(topics, topic => Assert.True(task.Collector.Sent(topic) > 0, $"Nothing was sent to '{topic}'."));
    }

    /// <summary>Of 100 keys the left side has the even ones and the right side those that 3 divides; a key comes again after 100 ms.</summary>
    private static void CheckStreamJoin<T>(params string[] topics)
        where T : class, ITopology<T>
    {
        using var task = new TaskHarness<T>();
        byte[][] numbers = Numbers();
        int left = task.Source("left");
        int right = task.Source("right");
        long time = 1000;
        void Feed()
        {
            for (int i = 0; i < Records; i++)
            {
                byte[] number = numbers[i % Keys];
                time++;
                if (i % Keys % 2 == 0)
                {
                    task.Process(left, number, number, time);
                }

                if (i % Keys % 3 == 0)
                {
                    task.Process(right, number, number, i % 4 == 0 ? time - 20 : time);
                }
            }
        }

        AssertNothingAllocated(Feed);

        Assert.All(topics.Append("out"), topic => Assert.True(task.Collector.Sent(topic) > Records / 10, $"Little was sent to '{topic}'."));
    }

    private static void Feed<T>(TaskHarness<T> task, int source, byte[][] items)
        where T : class, ITopology<T>
    {
        for (int record = 0; record < Records; record++)
        {
            byte[] item = items[record % items.Length];
            task.Process(source, item, item, record);
            if (record % RecordsPerCommit == 0)
            {
                task.Flush();
            }
        }
    }

    /// <summary>The first round is the warm-up: it fills stores, grows buffers and has the code compiled.</summary>
    private static void AssertNothingAllocated(params Action[] rounds)
    {
        foreach (var round in rounds)
        {
            round();
        }

        foreach (var round in rounds)
        {
            Assert.Equal(0, AllocatedBy(round));
        }
    }

    private static long AllocatedBy(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[][] Numbers()
    {
        var numbers = new byte[Keys][];
        for (int number = 0; number < Keys; number++)
        {
            numbers[number] = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(numbers[number], number);
        }

        return numbers;
    }
}
