using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// Keeps this process in its group, on a thread of its own, so that no operator can hold it up: tells the board what the group wants, and the group what the
/// board has given up.
/// </summary>
internal sealed class GroupThread : IGroupListener
{
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(50);

    // Without an answer of the group for so long, its answer is taken to be that there is nothing for this member.
    private static readonly TimeSpan ShareWait = TimeSpan.FromSeconds(5);

    // By then others have given up what a new member is to have, and it has got it, unless there is nothing for it: both hear of a rebalance by a heartbeat.
    private static readonly TimeSpan ComingWait = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ExclusionPeriod = TimeSpan.FromMinutes(2);
    private const int ExclusionsThatAreNoAccident = 10;

    private readonly TopicPlan _plan;
    private readonly PlanGrowth _growth;
    private readonly bool _isStatic;
    private readonly TaskBoard _board;
    private readonly LastingMember _member;
    private readonly Backoff _backoff;
    private readonly RecentEvents _exclusions;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action _tick;
    private IReadOnlyList<TopicPartition> _owed = [];
    private IReadOnlyList<TaskId> _owedTasks = [];
    private long _joined;
    private long? _assigned;
    private bool _hasSettled;
    private Coming _coming;
    private volatile bool _stopRequested;

    /// <summary>A member that has not joined.</summary>
    /// <param name="plan">The topics.</param>
    /// <param name="growth">Takes up partitions that topics are given.</param>
    /// <param name="isStatic">Whether the group keeps what the member has when it only leaves.</param>
    /// <param name="board">Who has which task.</param>
    /// <param name="member">The member.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="tick">Called about every <see cref="PollWait"/>, on the group's thread.</param>
    public GroupThread(
        TopicPlan plan, PlanGrowth growth, bool isStatic, TaskBoard board, LastingMember member, TimeProvider time, ILogger logger, Action tick)
    {
        _plan = plan;
        _growth = growth;
        _isStatic = isStatic;
        _board = board;
        _member = member;
        _backoff = new Backoff(time, logger);
        _exclusions = new RecentEvents(ExclusionPeriod, time);
        _time = time;
        _logger = logger;
        _tick = tick;
    }

    /// <summary>Joins the group, and stays in it until it is asked to stop.</summary>
    /// <exception cref="KafkaException">The member cannot be in the group.</exception>
    public void Run()
    {
        Join();
        while (!_stopRequested)
        {
            try
            {
                RunOnce(PollWait);
            }
            catch (KafkaException e) when (!KafkaErrors.IsOfConfiguration(e.Error))
            {
                JoinAnew(e);
            }
        }
    }

    /// <summary>Asks the thread to end; the member stays until <see cref="Leave"/>.</summary>
    public void RequestStop() => _stopRequested = true;

    /// <summary>
    /// Leaves the group when all tasks are given up. A member whose name the group keeps gives its tasks back first, so that others have them at once.
    /// </summary>
    /// <param name="stays">Whether it will be back in a moment: the group keeps its tasks for it.</param>
    /// <param name="timeout">How long that may take.</param>
    public void Leave(bool stays, TimeSpan timeout)
    {
        try
        {
            if (!stays)
            {
                // A static member that only leaves keeps its tasks: it has to be in the group with another subscription first.
                bool settles = _isStatic && _plan.Idle is not null;
                _member.Subscribe(settles ? [_plan.Idle!] : []);
                int polls = (int)(timeout * 0.8 / PollWait);
                while ((_board.Wanted.Count > 0 || (settles && !_hasSettled)) && polls-- > 0)
                {
                    _member.Poll(PollWait, this);
                    Answer();
                }
            }

            _member.Close(timeout * 0.2);
        }
        catch (KafkaException e)
        {
            Log.CloseFailed(_logger, "Leaving the group", e.Error.Reason);
        }
    }

    /// <inheritdoc/>
    public void OnAssigned(IReadOnlyList<TopicPartition> partitions)
    {
        _hasSettled |= _stopRequested;
        CheckPartitions(partitions);
        var tasks = TasksOf(partitions);
        _assigned = _time.GetTimestamp();
        _coming = tasks.Count > 0 ? Coming.Done : _coming;
        if (_coming == Coming.Done)
        {
            _board.Assign(tasks);
        }

        if (partitions.Count > 0)
        {
            _member.Accept(partitions);
        }

        if (_coming == Coming.Aside)
        {
            ComeBack();
        }

        Log.Assigned(_logger, string.Join(", ", tasks), string.Join(", ", _board.Wanted));
    }

    /// <inheritdoc/>
    public void OnRevoked(IReadOnlyList<TopicPartition> partitions)
    {
        var tasks = TasksOf(partitions);
        Log.Revoked(_logger, string.Join(", ", tasks));
        _board.Revoke(tasks);
        Owe(partitions, tasks);
    }

    /// <inheritdoc/>
    public void OnLost(IReadOnlyList<TopicPartition> partitions)
    {
        var tasks = TasksOf(partitions);
        if (_stopRequested)
        {
            // They are given up already, and it is the group's way to say that it has heard it.
            Log.Revoked(_logger, string.Join(", ", tasks));
        }
        else
        {
            Log.Lost(_logger, string.Join(", ", tasks));
        }

        _board.Lose(tasks);
        Owe(partitions, tasks);
    }

    /// <summary>Joins the group.</summary>
    internal void Join()
    {
        _joined = _time.GetTimestamp();
        _assigned = null;
        _coming = _isStatic && _plan.Idle is not null ? Coming.Back : Coming.Done;
        _member.Subscribe(Leads());
    }

    /// <summary>Serves the group once.</summary>
    internal void RunOnce(TimeSpan wait)
    {
        _member.Poll(wait, this);
        Answer();
        if (_board.HasAssignment)
        {
            _backoff.Succeeded();
        }
        else if (_time.GetElapsedTime(_joined) > ShareWait && _member.IsJoined)
        {
            _board.Assign([]);
        }

        StepAside();
        _tick();
    }

    // In the classic protocol the group gives a static member that is back what it had when it went away, and assigns nothing anew. That is nothing, for ever, when it
    // had given its share to the others before (KIP-345; Kafka 4.3). Another subscription for a moment sets an assignment off. A new member has its share sooner.
    private void StepAside()
    {
        if (_coming == Coming.Back && _assigned is { } assigned && _time.GetElapsedTime(assigned) > ComingWait)
        {
            _coming = Coming.Aside;
            _member.Subscribe([_plan.Idle!]);
        }
    }

    private void ComeBack()
    {
        _coming = Coming.Done;
        _member.Subscribe(Leads());
    }

    private string[] Leads() => [.. _plan.Leads.Select(static t => t.Name)];

    // The group does not know the member: its session was over, or the broker that keeps the group has come up with an older picture of it. Others may have its tasks.
    private void JoinAnew(KafkaException cause)
    {
        CheckExclusions(cause);
        _backoff.Failed("Being in the group", cause);
        _board.Lose(_board.Wanted);
        _owed = [];
        while (!_backoff.IsOver && !_stopRequested)
        {
            Thread.Sleep(PollWait);
        }

        _member.Replace();
        Join();
    }

    private void CheckExclusions(KafkaException cause)
    {
        int exclusions = _exclusions.Add();
        if (exclusions > ExclusionsThatAreNoAccident)
        {
            throw new StreamsException(
                $"The group has refused this member {exclusions} times in {ExclusionPeriod}: {cause.Error.Reason}. Does another process have the same " +
                "InstanceId? Each process of an application needs one of its own, unless they run on one machine and share its local state folder.", cause);
        }
    }

    private void Owe(IReadOnlyList<TopicPartition> partitions, IReadOnlyList<TaskId> tasks)
    {
        _owed = partitions;
        _owedTasks = tasks;
    }

    private void Answer()
    {
        if (_owed.Count > 0 && _board.AreGivenUp(_owedTasks))
        {
            var owed = _owed;
            _owed = [];
            _member.GiveBack(owed);
        }
    }

    private void CheckPartitions(IReadOnlyList<TopicPartition> partitions)
    {
        if (partitions.Any(IsNew))
        {
            _growth.Try();
        }

        foreach (var partition in partitions)
        {
            if (IsNew(partition) && _plan.TaskOf(partition) is { } task)
            {
                int count = partitions.Where(p => p.Topic == partition.Topic).Max(static p => p.Partition.Value) + 1;
                throw new StreamsException(
                    $"Topic '{partition.Topic}' has been given more partitions: it has {count} partitions or more, and had {_plan.TaskCount(task.SubTopology)} when the application " +
                    "started. Start all instances anew: without state the application takes them up; with state it says which internal topics do not fit any more, since " +
                    "keys are now in other partitions.");
            }
        }
    }

    private bool IsNew(TopicPartition partition) => _plan.TaskOf(partition) is { } task && task.Partition >= _plan.TaskCount(task.SubTopology);

    private List<TaskId> TasksOf(IReadOnlyList<TopicPartition> partitions)
    {
        var tasks = new List<TaskId>(partitions.Count);
        foreach (var partition in partitions)
        {
            if (_plan.TaskOf(partition) is { } task)
            {
                tasks.Add(task);
            }
        }

        return tasks;
    }

    /// <summary>How far a member has come into its group.</summary>
    private enum Coming
    {
        /// <summary>It has subscribed to the topics with tasks, and what it has is what the group wants it to have.</summary>
        Done,

        /// <summary>It has joined, has nothing, and that may be what it had when it was here last.</summary>
        Back,

        /// <summary>It has subscribed to a topic without tasks.</summary>
        Aside,
    }
}
