using System.Diagnostics.CodeAnalysis;
using GenStreams.Processing;
using GenStreams.Tasks;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>Everybody who takes tasks from a board and gives them back, doing so at random; checks that nobody else has what one takes.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Random operations of a seed.")]
internal sealed class BoardHands(TaskBoard board, Func<TaskId, TaskState> create)
{
    private const int Tasks = 6;

    private readonly HashSet<TaskId> _wanted = [];
    private readonly Dictionary<TaskId, (TaskState State, bool IsStandby)> _stateThread = [];
    private readonly List<(ThreadLoad Load, List<TaskState> Held)> _threads = [];
    private readonly List<(ThreadLoad Load, List<TaskState> Held)> _stuck = [];
    private HashSet<TaskId> _owed = [];

    public void Act(Random random)
    {
        switch (random.Next(12))
        {
            case 0:
                Assign(Some(random));
                break;
            case 1 when _owed.Count == 0:
                TakeAway(Some(random), isLost: random.Next(3) == 0);
                break;
            case 2:
                AddThread(1 + random.Next(3));
                break;
            case 3 when _threads.Count > 0:
                RemoveThread(_threads[random.Next(_threads.Count)], isStuck: random.Next(2) == 0);
                break;
            case 4 when _stuck.Count > 0:
                EndStuck(_stuck[random.Next(_stuck.Count)]);
                break;
            case 5:
                board.SetStandbys(Some(random).ToHashSet());
                break;
            case 6:
                board.Tidy();
                _threads.ForEach(t => t.Load.BusyShare = random.NextDouble());
                break;
            case 7 or 8:
                StateRound(random.Next(2) == 0);
                break;
            default:
                ThreadRound(keepsState: random.Next(4) > 0, fails: random.Next(20) == 0);
                break;
        }

        if (_owed.Count > 0 && board.AreGivenUp(_owed))
        {
            Assert.DoesNotContain(_threads.SelectMany(static t => t.Held), s => _owed.Contains(s.Id));
            _owed = [];
        }
    }

    /// <summary>Everybody does what he has to do, until nothing is left to be done.</summary>
    public void Settle()
    {
        if (_threads.Count == 0)
        {
            AddThread(1);
        }

        Assign(Enumerable.Range(0, Tasks).Select(static p => new TaskId(0, p)));
        for (int i = 0; i < 50; i++)
        {
            StateRound(restores: true);
            ThreadRound(keepsState: true, fails: false);
        }

        Assert.Equal(_wanted, board.Wanted.ToHashSet());
        Assert.Equal(_wanted, _threads.SelectMany(static t => t.Held).Select(static s => s.Id).ToHashSet());
    }

    public void Stop()
    {
        board.Stop();
        _threads.ToList().ForEach(t => RemoveThread(t, isStuck: false));
        _stuck.ToList().ForEach(EndStuck);
        foreach (var (id, (state, _)) in _stateThread)
        {
            board.Release(id, state);
        }
    }

    private static IEnumerable<TaskId> Some(Random random) =>
        [.. Enumerable.Range(0, Tasks).Where(_ => random.Next(3) == 0).Select(static p => new TaskId(0, p))];

    private void Assign(IEnumerable<TaskId> tasks)
    {
        // The group assigns nothing that it has asked back and not got.
        List<TaskId> assigned = [.. tasks.Where(t => !_owed.Contains(t) && !_wanted.Contains(t))];
        _wanted.UnionWith(assigned);
        board.Assign(assigned);
    }

    private void TakeAway(IEnumerable<TaskId> tasks, bool isLost)
    {
        _owed = [.. (isLost ? _wanted : tasks.Where(_wanted.Contains))];
        _wanted.ExceptWith(_owed);
        if (isLost)
        {
            board.Lose(_owed);
        }
        else
        {
            board.Revoke(_owed);
        }
    }

    private void AddThread(int number)
    {
        if (!_threads.Exists(t => t.Load.Number == number))
        {
            var load = new ThreadLoad(number);
            _threads.Add((load, []));
            board.AddThread(load);
        }
    }

    private void RemoveThread((ThreadLoad Load, List<TaskState> Held) thread, bool isStuck)
    {
        _threads.Remove(thread);
        if (isStuck)
        {
            board.RemoveThread(thread.Load);
            _stuck.Add(thread);
            return;
        }

        thread.Held.ForEach(s => board.GiveUp(thread.Load, s.Id, s));
        thread.Held.Clear();
        board.RemoveThread(thread.Load);
    }

    private void EndStuck((ThreadLoad Load, List<TaskState> Held) thread)
    {
        _stuck.Remove(thread);
        thread.Held.ForEach(s => board.GiveUp(thread.Load, s.Id, s));
        board.RemoveThread(thread.Load);
    }

    private void StateRound(bool restores)
    {
        foreach (var (id, (state, isStandby)) in _stateThread.ToList())
        {
            if (!board.IsStill(id, isStandby ? TaskPhase.Standby : TaskPhase.Restoring))
            {
                _stateThread.Remove(id);
                board.Release(id, state);
            }
            else if (!isStandby && restores)
            {
                _stateThread.Remove(id);
                board.Restored(id, state);
            }
        }

        while (board.TryTakeAssigned(out var id, out var state))
        {
            Take(id.Value, state, isStandby: false);
        }

        while (board.TryTakeStandby(out var id, out var state))
        {
            Take(id.Value, state, isStandby: true);
        }
    }

    private void Take(TaskId id, TaskState? state, bool isStandby)
    {
        AssertNobodyHas(id);
        _stateThread.Add(id, (state ?? create(id), isStandby));
    }

    private void ThreadRound(bool keepsState, bool fails)
    {
        List<TaskId> wantedBack = [], lost = [];
        foreach (var (load, held) in _threads)
        {
            board.FindWantedBack(load, wantedBack, lost);
            foreach (var state in held.FindAll(s => fails || lost.Count > 0 || wantedBack.Contains(s.Id)))
            {
                held.Remove(state);
                if (!keepsState)
                {
                    state.Dispose();
                }

                board.GiveUp(load, state.Id, keepsState ? state : null);
            }

            while (board.TryTakeReady(load, out var state))
            {
                AssertNobodyHas(state.Id);
                held.Add(state);
            }
        }
    }

    private void AssertNobodyHas(TaskId id)
    {
        Assert.DoesNotContain(id, _stateThread.Keys);
        Assert.DoesNotContain(_threads.SelectMany(static t => t.Held), s => s.Id == id);
    }
}
