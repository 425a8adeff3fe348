using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>Threads that neither go on nor end, and threads that fail again and again.</summary>
public sealed class StuckThreadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("lines", 1).WithTopic("word-counts", 1);
    private readonly WordCountTopology.Listener _listener = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_thread_does_after_it_was_given_up_is_refused(bool exactlyOnce)
    {
        _cluster.Write("lines", null, "slow");
        using var harness = WordCount(exactlyOnce ? ThreadHarness.ExactlyOnce : null);
        _listener.OnWord = (_, _) =>
        {
            _listener.OnWord = null;
            harness.Thread.GiveUpOn();
        };
        harness.Rounds(1);
        Assert.Null(_cluster.CommittedOffset("lines"));
        Assert.Empty(_cluster.Texts("app-counts-repartition"));

        harness.AddThread(1);
        for (int i = 0; i < 6; i++)
        {
            harness.RoundWithCommit();
        }

        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        Assert.Equal(["slow=1"], _cluster.Texts("word-counts"));
        Assert.Equal(0, _cluster.Outstanding);
    }

    [Fact]
    public async Task A_thread_that_is_stuck_is_named_with_task_and_operator_and_replaced_and_holds_no_stop_up()
    {
        _cluster.PollsWait = true;
        using var entered = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        int calls = 0;
        _listener.OnWord = (_, _) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                entered.Set();
                released.Wait(Patience, CancellationToken.None);
            }
        };
        _cluster.Write("lines", null, "slow");
        using var harness = WordCount(threads: 0);
        var threads = new StreamThreads(harness.Settings, ThreadFailurePolicy.StopHost, static e => Assert.Fail(e.ToString()));
        threads.Start();
        await Eventually(harness, () => entered.IsSet);
        Assert.Null(threads.Reason);

        harness.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("Stuck: thread app-StreamThread-1 is in task 0_0, operator 'Words' for 120 s", threads.Reason);
        threads.Watch();
        Assert.DoesNotContain(harness.Log.Messages, static m => m.Contains("is stuck", StringComparison.Ordinal));
        harness.Time.Advance(TimeSpan.FromMinutes(4));
        threads.Watch();

        Assert.Contains(harness.Log.Messages, static m => m.Contains(
            "Stream thread app-StreamThread-1 is stuck in task 0_0, operator 'Words', for 00:06:00", StringComparison.Ordinal));
        Assert.Equal(1, threads.Alive);
        await Eventually(harness, () => _cluster.Texts("app-counts-repartition").Count == 1);
        await threads.StopAsync(commits: true).WaitAsync(Patience);
        Assert.Equal(1, _cluster.CommittedOffset("lines"));

        released.Set();
        await Eventually(harness, () => _cluster.Outstanding == 0);
        Assert.Equal(["slow=slow"], _cluster.Texts("app-counts-repartition"));
    }

    [Fact]
    public async Task More_stuck_threads_than_there_are_to_be_end_the_topology()
    {
        _cluster.PollsWait = true;
        using var released = new ManualResetEventSlim();
        int entered = 0;
        _listener.OnWord = (_, _) =>
        {
            Interlocked.Increment(ref entered);
            released.Wait(Patience, CancellationToken.None);
        };
        _cluster.Write("lines", null, "slow");
        using var harness = WordCount(threads: 0);
        var failures = new List<Exception>();
        var threads = new StreamThreads(harness.Settings, ThreadFailurePolicy.StopHost, failures.Add);
        threads.Start();
        foreach (int expected in (int[])[1, 2])
        {
            await Eventually(harness, () => Volatile.Read(ref entered) == expected);
            harness.Time.Advance(TimeSpan.FromMinutes(6));
            threads.Watch();
        }

        Assert.Contains("More than 1 stream threads are stuck, the last one in task 0_0, operator 'Words'", Assert.Single(failures).Message, StringComparison.Ordinal);
        released.Set();
        await Eventually(harness, () => _cluster.Outstanding == 0);
    }

    [Fact]
    public async Task Pauses_before_a_replacement_grow_and_are_forgotten_after_a_quiet_time()
    {
        _cluster.PollsWait = true;
        using var harness = WordCount(threads: 0);
        int failures = 0;
        _listener.OnWord = (word, _) =>
        {
            if (word == "bad" && Interlocked.Increment(ref failures) is 1 or 2 or 4)
            {
                throw new InvalidOperationException("fails");
            }
        };
        var threads = new StreamThreads(harness.Settings, ThreadFailurePolicy.ReplaceThread, static e => Assert.Fail(e.ToString()));
        threads.Start();
        _cluster.Write("lines", null, "bad");
        await Eventually(harness, () => Volatile.Read(ref failures) == 3);
        harness.Time.Advance(TimeSpan.FromMinutes(11));
        _cluster.Write("lines", null, "bad");
        await Eventually(harness, () => Volatile.Read(ref failures) >= 5);

        Assert.Equal(
            ["is replaced in 00:00:01.", "is replaced in 00:00:02.", "is replaced in 00:00:01."],
            harness.Log.Messages.Where(static m => m.Contains("is replaced in", StringComparison.Ordinal)).Select(static m => m[m.IndexOf("is replaced", StringComparison.Ordinal)..]));
        await threads.StopAsync(commits: true).WaitAsync(Patience);
    }

    private static async Task Eventually(ThreadHarness harness, Func<bool> condition)
    {
        long start = Environment.TickCount64;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 - start < Patience.TotalMilliseconds, "It did not happen in time.");
            harness.Settle();
            await Task.Delay(5);
        }
    }

    private ThreadHarness WordCount(Func<StreamsConfig, StreamsConfig>? configure = null, int threads = 1) =>
        new ThreadHarness(_cluster, new StreamTaskFactory<WordCountTopology>(TestServices.With(_listener)), configure, threads: threads).Join();
}
