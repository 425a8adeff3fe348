using Confluent.Kafka;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

public sealed class TopologyRunnerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeCluster _cluster = new FakeCluster { PollsWait = true }.WithTopic("lines", 4).WithTopic("word-counts", 1);
    private readonly WordCountTopology.Listener _listener = new();
    private readonly StreamsMetrics _metrics = new();
    private readonly LogRecorder _log = new();

    [Fact]
    public async Task A_topology_runs_and_stops_in_order()
    {
        using var runner = Runner();
        Assert.Equal(TopologyState.Created, runner.State);
        await runner.StartAsync(default);
        _cluster.Write("lines", null, "a b a");
        await Eventually(() => _cluster.Texts("word-counts").Contains("a=2"));
        Assert.Equal(TopologyState.Running, runner.State);

        Assert.True(await runner.StopAsync(default));

        Assert.Equal(TopologyState.Stopped, runner.State);
        Assert.Equal(0, runner.AliveThreads);
        Assert.True(runner.Completion.IsCompletedSuccessfully);
        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        Assert.Equal(0, _cluster.Outstanding);
        Assert.True(_listener.Disposals > 0);
    }

    [Fact]
    public async Task Several_threads_share_the_work()
    {
        using var runner = Runner(c => c with { Threads = 3 });
        await runner.StartAsync(default);
        for (int i = 0; i < 40; i++)
        {
            _cluster.Write("lines", null, $"w{i % 10} x", partition: i % 4);
        }

        await Eventually(() => _cluster.Texts("word-counts").Contains("x=40"));
        Assert.Equal(3, runner.AliveThreads);
        await runner.StopAsync(default);

        Assert.Equal(0, _cluster.Outstanding);
        Assert.All(_cluster.Producers, p => Assert.True(p.IsDisposed));
    }

    [Fact]
    public async Task A_stop_does_not_lose_what_was_processed()
    {
        using (var first = Runner(c => c with { CommitInterval = TimeSpan.FromHours(1) }))
        {
            await first.StartAsync(default);
            _cluster.Write("lines", null, "a a");
            await Eventually(() => _cluster.Texts("app-counts-repartition").Count == 2);
            await first.StopAsync(default);
        }

        using var second = Runner();
        await second.StartAsync(default);
        _cluster.Write("lines", null, "a");
        await Eventually(() => _cluster.Texts("word-counts").Contains("a=3"));
        await second.StopAsync(default);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_commits_then_gives_the_tasks_to_others_and_then_leaves(bool stays)
    {
        using var runner = Runner(c => c with { CommitInterval = TimeSpan.FromHours(1), StaysOnStop = stays });
        await runner.StartAsync(default);
        _cluster.Write("lines", null, "a");
        await Eventually(() => _cluster.Texts("app-counts-repartition").Count == 1);

        await runner.StopAsync(default);

        int commit = _cluster.Events.FindLastIndex(static e => e.StartsWith("commit lines-0@1", StringComparison.Ordinal));
        int giveBack = _cluster.Events.FindIndex(static e => e.StartsWith("give back", StringComparison.Ordinal));
        Assert.Equal("leave", _cluster.Events[^1]);
        Assert.True(commit >= 0);
        Assert.True(stays ? giveBack < 0 : giveBack > commit, string.Join("; ", _cluster.Events));
    }

    [Fact]
    public async Task A_process_that_may_not_be_in_the_group_fails()
    {
        using var runner = Runner();
        await runner.StartAsync(default);
        await Eventually(() => _cluster.Group.Members.Count == 1);
        _cluster.Group.Members[0].PollFailures.Enqueue(new KafkaException(new Error(ErrorCode.GroupAuthorizationFailed, "not allowed")));

        var error = await Assert.ThrowsAsync<KafkaException>(() => runner.Completion.WaitAsync(Patience));

        Assert.Equal("not allowed", error.Error.Reason);
        Assert.Equal(TopologyState.Failed, runner.State);
        await Eventually(() => runner.AliveThreads == 0);
    }

    [Fact]
    public async Task A_missing_topic_fails_the_start()
    {
        var cluster = new FakeCluster().WithTopic("word-counts", 1);
        using var runner = Runner(cluster: cluster);

        var error = await Assert.ThrowsAsync<StreamsException>(() => runner.StartAsync(default));

        Assert.Contains("'lines' (read by 'Lines')", error.Message, StringComparison.Ordinal);
        Assert.Equal(TopologyState.Failed, runner.State);
        Assert.Same(error, runner.Failure);
        Assert.True(await runner.StopAsync(default));
        Assert.Equal(0, runner.AliveThreads);
    }

    [Fact]
    public async Task A_failed_thread_fails_the_topology_and_stops_the_others()
    {
        using var runner = Runner(c => c with { Threads = 2 });
        await runner.StartAsync(default);
        _cluster.Write("lines", null, "boom");

        var error = await Assert.ThrowsAsync<StreamsException>(() => runner.Completion.WaitAsync(Patience));

        Assert.Contains("the word is not liked", error.Message, StringComparison.Ordinal);
        Assert.Equal(TopologyState.Failed, runner.State);
        await Eventually(() => runner.AliveThreads == 0);
        Assert.True(await runner.StopAsync(default));
        Assert.Equal(TopologyState.Failed, runner.State);
        Assert.Equal(0, _cluster.Outstanding);
    }

    [Fact]
    public async Task A_failed_thread_commits_nothing()
    {
        using var runner = Runner();
        await runner.StartAsync(default);
        _cluster.Write("lines", null, "boom");
        await Assert.ThrowsAsync<StreamsException>(() => runner.Completion.WaitAsync(Patience));
        await runner.StopAsync(default);

        Assert.Null(_cluster.CommittedOffset("lines"));
    }

    [Fact]
    public async Task A_failed_thread_is_replaced_when_that_is_wanted()
    {
        int failures = 0;
        _listener.OnWord = (word, _) =>
        {
            if (word == "once" && Interlocked.Increment(ref failures) == 1)
            {
                throw new InvalidOperationException("the first time fails");
            }
        };
        using var runner = Runner(policy: ThreadFailurePolicy.ReplaceThread);
        await runner.StartAsync(default);
        _cluster.Write("lines", null, "once");

        await Eventually(() => _cluster.Texts("word-counts").Contains("once=1"));

        Assert.Contains(_log.Messages, m => m.Contains("is replaced in 00:00:01", StringComparison.Ordinal));
        await runner.StopAsync(default);
        Assert.Equal(TopologyState.Stopped, runner.State);
    }

    [Fact]
    public async Task A_producer_that_is_lost_is_replaced_under_every_policy()
    {
        using var runner = Runner(ThreadHarness.ExactlyOnce, ThreadFailurePolicy.StopHost);
        await runner.StartAsync(default);
        await Eventually(() => _cluster.Producers.Count == 1);
        _cluster.Producers[0].TransactionFailures.Enqueue(
            new KafkaException(new Error(ErrorCode.InvalidTxnState, "no such transaction", isFatal: true)));
        _cluster.Write("lines", null, "once");

        await Eventually(() => _cluster.Texts("word-counts").Contains("once=1"));

        Assert.Equal(2, _cluster.Producers.Count);
        Assert.True(_cluster.Producers[0].IsDisposed);
        await runner.StopAsync(default);
        Assert.Equal(TopologyState.Stopped, runner.State);
    }

    [Fact]
    public async Task An_operator_that_waits_sees_the_stop()
    {
        var entered = new TaskCompletionSource();
        _listener.OnWord = (_, stopping) =>
        {
            entered.TrySetResult();
            stopping.WaitHandle.WaitOne(Patience);
            stopping.ThrowIfCancellationRequested();
        };
        using var runner = Runner(c => c with { ShutdownTimeout = TimeSpan.FromSeconds(2) });
        await runner.StartAsync(default);
        _cluster.Write("lines", null, "slow");
        await entered.Task.WaitAsync(Patience);

        Assert.True(await runner.StopAsync(default));

        Assert.Equal(TopologyState.Stopped, runner.State);
        Assert.Null(_cluster.CommittedOffset("lines"));
    }

    [Fact]
    public async Task A_stop_that_takes_too_long_is_given_up()
    {
        var entered = new TaskCompletionSource();
        using var released = new ManualResetEventSlim();
        _listener.OnWord = (_, _) =>
        {
            entered.TrySetResult();
            released.Wait(Patience, CancellationToken.None);
        };
        var runner = Runner(c => c with { ShutdownTimeout = TimeSpan.FromMilliseconds(50) });
        await runner.StartAsync(default);
        _cluster.Write("lines", null, "slow");
        await entered.Task.WaitAsync(Patience);

        Assert.False(await runner.StopAsync(default));

        Assert.Contains(_log.Messages, m => m.Contains("did not stop within", StringComparison.Ordinal));
        released.Set();
        await Eventually(() => runner.AliveThreads == 0);
        runner.Dispose();
    }

    [Fact]
    public async Task A_topology_that_is_disposed_while_it_runs_ends_before_what_it_uses_is_gone()
    {
        var entered = new TaskCompletionSource();
        using var released = new ManualResetEventSlim();
        _listener.OnWord = (_, _) =>
        {
            entered.TrySetResult();
            released.Wait(Patience, CancellationToken.None);
            throw new InvalidOperationException("fails after the end");
        };
        var runner = Runner(c => c with { Threads = 2 });
        await runner.StartAsync(default);
        _cluster.Write("lines", null, "slow");
        await entered.Task.WaitAsync(Patience);

        runner.Dispose();
        Assert.False(_cluster.Admin.IsDisposed);
        released.Set();
        await Eventually(() => _cluster.Admin.IsDisposed);
        Assert.Equal(0, runner.AliveThreads);
        Assert.NotNull(runner.Failure);
    }

    [Fact]
    public async Task Global_tables_are_read_to_the_end_before_tasks_see_a_record_and_then_followed()
    {
        _cluster.WithTopic("users", 2).WithTopic("in", 1).WithTopic("out", 1);
        _cluster.Write("users", "u1", "Ada", partition: 0);
        _cluster.Write("users", "u2", "Bob", partition: 1);
        _cluster.Write("users", null, "nobody", partition: 1);
        _cluster.Log("users", 1).AppendInvisible();
        _cluster.Write("in", "u1", "x");
        _cluster.Write("in", "u2", "x");
        var topology = new DelegateTopology(
            DelegateTopology.Reading(
                [new SourceDescriptor("In", new TopicName("in"))], globals: new GlobalTableDescriptor("Users", new TopicName("users"), "users")),
            (GenStreams.Processing.TaskContext context, int _, in GenStreams.Processing.RawRecord record) =>
            {
                var users = context.GlobalStore("users");
                lock (users.Gate)
                {
                    bool found = users.Entries.TryGet(record.Key.Span, out var user);
                    context.Collector.Send(
                        context.Topic(new TopicName("out")), 0, record.Key, found ? new GenStreams.Processing.Bytes(user.Value) : default, 0, null);
                }
            });
        using var runner = Runner(factory: topology);
        await runner.StartAsync(default);
        await Eventually(() => _cluster.Texts("out").Count == 2);
        Assert.Equal(["u1=Ada", "u2=Bob"], _cluster.Texts("out"));

        _cluster.Write("users", "u3", "Cyd");
        await Eventually(() => Query(runner, "u3") == "Cyd");
        await runner.StopAsync(default);
    }

    [Fact]
    public async Task Global_tables_wait_for_brokers_that_are_away_and_say_so()
    {
        _cluster.WithTopic("users", 1).WithTopic("in", 1);
        _cluster.Write("users", "u1", "Ada");
        _cluster.ConsumersAreAlone = true;
        using var runner = Runner(factory: Users());
        var start = runner.StartAsync(default);
        await Eventually(() => runner.Reason?.Contains("all brokers are down", StringComparison.Ordinal) == true);
        Assert.False(start.IsCompleted);
        _cluster.ConsumersAreAlone = false;
        await start.WaitAsync(Patience);

        Assert.Equal("Ada", Query(runner, "u1"));
        Assert.Contains(_log.Messages, static m => m.Contains("topics of global tables begin and end failed for now", StringComparison.Ordinal));
        Assert.Contains(_log.Messages, static m => m.Contains("topics of global tables begin and end works again", StringComparison.Ordinal));
        await runner.StopAsync(default);
    }

    [Fact]
    public async Task A_global_table_goes_on_when_its_topic_was_truncated_and_begins_anew_when_it_was_made_anew()
    {
        _cluster.WithTopic("users", 1).WithTopic("in", 1);
        _cluster.Write("users", "u1", "Ada");
        _cluster.Write("users", "u2", "Bob");
        using var runner = Runner(factory: Users());
        await runner.StartAsync(default);

        lock (_cluster.Gate)
        {
            _cluster.Log("users").AppendInvisible(3);
            _cluster.Log("users").Start = 5;
        }

        _cluster.Write("users", "u3", "Cyd");
        await Eventually(() => Query(runner, "u3") == "Cyd");
        Assert.Equal("Ada", Query(runner, "u1"));

        _cluster.DeleteTopic("users");
        await Eventually(() => runner.Reason == "Global tables wait for Reading topic 'users' of a global table fails: Broker: Unknown topic or partition");
        _cluster.WithTopic("users", 1);
        _cluster.Write("users", "u2", "Eve");
        await Eventually(() => Query(runner, "u2") == "Eve");
        Assert.Null(Query(runner, "u1"));
        await Eventually(() => runner.Reason is null);
        await runner.StopAsync(default);
        Assert.Equal(TopologyState.Stopped, runner.State);
    }

    public void Dispose() => _metrics.Dispose();

    private static DelegateTopology Users() => new(
        DelegateTopology.Reading(
            [new SourceDescriptor("In", new TopicName("in"))], globals: new GlobalTableDescriptor("Users", new TopicName("users"), "users")),
        static (GenStreams.Processing.TaskContext _, int _, in GenStreams.Processing.RawRecord _) => { });

    private static string? Query(TopologyRunner runner, string key)
    {
        var found = new System.Buffers.ArrayBufferWriter<byte>();
        return runner.Queries.TryGet("users", System.Text.Encoding.UTF8.GetBytes(key), found, out _)
            ? System.Text.Encoding.UTF8.GetString(found.WrittenSpan)
            : null;
    }

    private static async Task Eventually(Func<bool> condition)
    {
        long start = Environment.TickCount64;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 - start < Patience.TotalMilliseconds, "It did not happen in time.");
            await Task.Delay(5);
        }
    }

    private TopologyRunner Runner(
        Func<StreamsConfig, StreamsConfig>? configure = null,
        ThreadFailurePolicy policy = ThreadFailurePolicy.StopHost,
        FakeCluster? cluster = null,
        StreamTaskFactory? factory = null)
    {
        factory ??= new StreamTaskFactory<WordCountTopology>(TestServices.With(_listener));
        var config = ThreadHarness.Config(factory.Descriptor) with { CommitInterval = TimeSpan.FromMilliseconds(20) };
        return new TopologyRunner(new RunnerServices
        {
            Config = configure is null ? config : configure(config),
            Instance = "app-here-0",
            Factory = factory,
            Clients = cluster ?? _cluster,
            OnThreadFailure = policy,
            Metrics = _metrics,
            Time = TimeProvider.System,
            Logger = _log,
        });
    }
}
