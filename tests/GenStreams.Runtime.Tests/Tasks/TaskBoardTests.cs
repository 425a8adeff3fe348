using System.Diagnostics.CodeAnalysis;
using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.State;
using GenStreams.State.Disk;
using GenStreams.Tasks;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Runtime.Tests.Tasks;

public sealed class TaskBoardTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<CountedStore> _stores = [];
    private readonly SubTopologyDescriptor _sub;
    private readonly TaskBoard _board;

    public TaskBoardTests()
    {
        _board = new TaskBoard(_time, new LogRecorder());
        _sub = new SubTopologyDescriptor
        {
            Id = 0,
            Sources = [new SourceDescriptor("In", new TopicName("in"))],
            Stores = [new CountedStore.Descriptor(_stores) { Name = "store" }],
            Steps = [],
        };
    }

    [Fact]
    public void A_task_is_given_up_when_no_thread_has_it_any_more()
    {
        var thread = AddThread(1);
        _board.Assign([Task(0), Task(1)]);
        RestoreOne();
        Assert.True(_board.TryTakeReady(thread, out var running));
        Assert.True(_board.TryTakeAssigned(out var restoring, out _));

        _board.Revoke([Task(0), Task(1)]);

        Assert.False(_board.AreGivenUp([restoring.Value]));
        _board.Release(restoring.Value, state: null);
        Assert.True(_board.AreGivenUp([restoring.Value]));
        Assert.False(_board.AreGivenUp([running.Id]));
        _board.GiveUp(thread, running.Id, running);
        Assert.True(_board.AreGivenUp([running.Id]));
    }

    [Fact]
    public void A_task_that_comes_back_is_restored_from_the_state_that_was_kept()
    {
        var thread = AddThread(1);
        var state = RunOne(thread);
        _board.Revoke([Task(0)]);
        _board.GiveUp(thread, Task(0), state);

        _board.Assign([Task(0)]);

        Assert.True(_board.TryTakeAssigned(out _, out var kept));
        Assert.Same(state, kept);
        _board.Release(Task(0), kept!);
    }

    [Fact]
    public void A_state_that_nobody_wants_is_closed_after_a_while()
    {
        var thread = AddThread(1);
        var state = RunOne(thread);
        _board.Revoke([Task(0)]);
        _board.GiveUp(thread, Task(0), state);

        _time.Advance(TimeSpan.FromMinutes(4));
        _board.Tidy();
        Assert.Equal(0, Assert.Single(_stores).Disposals);
        _time.Advance(TimeSpan.FromMinutes(2));
        _board.Tidy();

        Assert.Equal(1, Assert.Single(_stores).Disposals);
    }

    [Fact]
    public void A_thread_that_was_replaced_has_no_say_any_more()
    {
        var stuck = AddThread(1);
        var state = RunOne(stuck);
        _board.RemoveThread(stuck);
        var next = AddThread(1);

        _board.GiveUp(stuck, Task(0), state);
        Assert.Equal(1, Assert.Single(_stores).Disposals);
        Assert.False(_board.TryTakeReady(stuck, out _));

        RestoreOne();
        _board.RemoveThread(stuck);
        Assert.True(_board.TryTakeReady(next, out var taken));
        Assert.Equal(Task(0), taken.Id);
        _board.GiveUp(next, Task(0), taken);
    }

    [Fact]
    public void A_thread_that_comes_later_gets_its_share_one_task_after_the_other()
    {
        var first = AddThread(1);
        Run(first, 4);
        var second = AddThread(2);

        Rounds(first, second);

        Assert.Equal((2, 2), (Held(first).Count, Held(second).Count));
        GiveAllUp(first, second);
    }

    [Fact]
    public void A_busy_thread_hands_a_task_to_an_idle_one_and_does_not_get_it_back()
    {
        var busy = AddThread(1);
        Run(busy, 4);
        var idle = AddThread(2);
        Rounds(busy, idle);
        busy.BusyShare = 1;
        _time.Advance(TimeSpan.FromMinutes(1));

        Rounds(busy, idle);
        Assert.Equal((1, 3), (Held(busy).Count, Held(idle).Count));

        int version = _board.Version;
        Rounds(busy, idle);
        Assert.Equal(version, _board.Version);
        GiveAllUp(busy, idle);
    }

    [Fact]
    public void Threads_that_are_both_busy_keep_what_they_have()
    {
        var first = AddThread(1);
        Run(first, 4);
        var second = AddThread(2);
        Rounds(first, second);
        (first.BusyShare, second.BusyShare) = (1, 0.8);
        _time.Advance(TimeSpan.FromMinutes(1));
        int version = _board.Version;

        Rounds(first, second);

        Assert.Equal(version, _board.Version);
        GiveAllUp(first, second);
    }

    [Fact]
    public void A_task_that_was_lost_is_not_run_on_with_what_is_not_committed()
    {
        var thread = AddThread(1);
        var state = RunOne(thread);
        _board.Lose([Task(0)]);
        _board.Assign([Task(0)]);
        List<TaskId> wantedBack = [], lost = [];

        _board.FindWantedBack(thread, wantedBack, lost);

        Assert.Equal([Task(0)], lost);
        Assert.Empty(wantedBack);
        _board.GiveUp(thread, Task(0), state);
        Assert.False(_board.TryTakeReady(thread, out _));
        RestoreOne();
        Assert.True(_board.TryTakeReady(thread, out _));
        _board.GiveUp(thread, Task(0), state);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [SuppressMessage("Security", "CA5394", Justification = "Random operations of a seed.")]
    public void Whatever_happens_each_task_is_in_one_hand_and_each_state_is_closed_once(int seed)
    {
        var hands = new BoardHands(_board, Empty);
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            hands.Act(random);
            _time.Advance(TimeSpan.FromSeconds(random.Next(3)));
        }

        hands.Settle();
        Assert.Equal(TopologyState.Running, _board.State);
        hands.Stop();
        _board.Dispose();
        Assert.All(_stores, static s => Assert.Equal(1, s.Disposals));
    }

    public void Dispose()
    {
        _board.Dispose();
        Assert.All(_stores, static s => Assert.Equal(1, s.Disposals));
    }

    private readonly Dictionary<ThreadLoad, List<TaskState>> _held = [];

    private static TaskId Task(int partition) => new(0, partition);

    private List<TaskState> Held(ThreadLoad thread) => _held[thread];

    private ThreadLoad AddThread(int number)
    {
        var thread = new ThreadLoad(number);
        _held[thread] = [];
        _board.AddThread(thread);
        return thread;
    }

    private void RestoreOne()
    {
        Assert.True(_board.TryTakeAssigned(out var id, out var state));
        _board.Restored(id.Value, state ?? Empty(id.Value));
    }

    private TaskState Empty(TaskId id) => new(
        id, _sub, "app", 0, keepsUndo: false, new OpenedState(StoreFactory.InMemory, null),
        new StoreIntakes(ErrorHandlers.FailAll.Deserialization, NullLogger.Instance), null);

    private TaskState RunOne(ThreadLoad thread)
    {
        _board.Assign([Task(0)]);
        RestoreOne();
        Assert.True(_board.TryTakeReady(thread, out var state));
        return state;
    }

    private void Run(ThreadLoad thread, int count)
    {
        _board.Assign([.. Enumerable.Range(0, count).Select(Task)]);
        for (int i = 0; i < count; i++)
        {
            RestoreOne();
        }

        Take(thread);
        Assert.Equal(count, Held(thread).Count);
    }

    // What threads do, and the group thread once in a while.
    private void Rounds(params ThreadLoad[] threads)
    {
        for (int i = 0; i < 10; i++)
        {
            _board.Tidy();
            foreach (var thread in threads)
            {
                GiveUpWantedBack(thread);
                Take(thread);
            }
        }
    }

    private void Take(ThreadLoad thread)
    {
        while (_board.TryTakeReady(thread, out var state))
        {
            Held(thread).Add(state);
        }
    }

    private void GiveUpWantedBack(ThreadLoad thread)
    {
        List<TaskId> wantedBack = [], lost = [];
        _board.FindWantedBack(thread, wantedBack, lost);
        foreach (var state in Held(thread).FindAll(s => wantedBack.Contains(s.Id)))
        {
            Held(thread).Remove(state);
            _board.GiveUp(thread, state.Id, state);
        }
    }

    private void GiveAllUp(params ThreadLoad[] threads)
    {
        _board.Stop();
        foreach (var thread in threads)
        {
            Held(thread).ForEach(s => _board.GiveUp(thread, s.Id, s));
        }
    }
}
