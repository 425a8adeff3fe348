using System.Diagnostics;

namespace GenStreams.Queries;

/// <summary>
/// Lets other threads read a task's stores between the batches of records of the thread that owns the task. The owner goes first: readers
/// that wait get a turn when it is about to enter, but only after it has had nine times as long as their last turn took. So they cost it a
/// tenth of its time at most, however many they are, and each of them waits for a few batches at most.
/// </summary>
/// <remarks>A thread that is inside may enter again, and exits once for each time.</remarks>
internal sealed class StateGate : IReadGate
{
    /// <summary>How many times as long as a turn of the readers the owner is then left alone.</summary>
    private const int OwnerShare = 9;

    /// <summary>An owner that is out for so long has nothing to do, and readers cost it nothing.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(2);

    /// <summary>How often those behind the first look whether they are the first.</summary>
    private static readonly TimeSpan NotFirst = TimeSpan.FromMilliseconds(20);

    /// <summary>Far more than readers need, who copy a page and nothing else.</summary>
    private static readonly TimeSpan OwnerTimeout = TimeSpan.FromMinutes(1);

    private readonly Lock _sync = new();
    private readonly LinkedList<GateWaiter> _readers = new();
    private readonly GateWaiter _owner = new();
    private int _holder;
    private int _depth;
    private bool _ownerWaits;
    private bool _isOwnerIn;
    private bool _hasChanges;

    /// <summary>How many readers go before the owner.</summary>
    private int _turn;
    private long _turnBegan;
    private long _nextTurn;
    private long _ownerLeft;

    /// <summary>How many readers wait.</summary>
    internal int WaitingReaders
    {
        get
        {
            lock (_sync)
            {
                return _readers.Count;
            }
        }
    }

    /// <summary>Enters as the owner of the stores, who may change them.</summary>
    /// <exception cref="TimeoutException">Readers did not leave within a minute.</exception>
    public void Enter()
    {
        lock (_sync)
        {
            if (IsInside())
            {
                return;
            }

            BeginTurn();
            _owner.Prepare(readsCommitted: false);
            _ownerWaits = true;
            HandOver();
            if (_isOwnerIn)
            {
                return;
            }
        }

        if (!_owner.Wait(OwnerTimeout) && Withdraw(_owner))
        {
            throw new TimeoutException(
                $"A query has been reading the stores of a task for {OwnerTimeout.TotalSeconds:N0} s; the task cannot go on.");
        }
    }

    /// <summary>
    /// Says that all that was done is committed: what waits for that may read before the owner enters again. To be called by the owner,
    /// inside.
    /// </summary>
    public void Committed()
    {
        lock (_sync)
        {
            _hasChanges = false;
            _nextTurn = 0;
        }
    }

    /// <summary>Enters to read.</summary>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="committed">Whether to wait until all that was done is committed.</param>
    /// <returns>Whether the caller is inside, and exits when it has read.</returns>
    public bool TryEnterToRead(TimeSpan timeout, bool committed = false)
    {
        var waiter = GateWaiter.OfThread;
        bool isFirst;
        lock (_sync)
        {
            if (IsInside())
            {
                return true;
            }

            waiter.Prepare(committed);
            _readers.AddLast(waiter.Node);
            HandOver();
            isFirst = _readers.First == waiter.Node;
        }

        for (long start = Stopwatch.GetTimestamp(); ;)
        {
            var left = timeout - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return waiter.IsInside || !Withdraw(waiter);
            }

            // The first looks whether the owner has gone to do something else.
            if (waiter.Wait(TimeSpan.FromTicks(Math.Min(left.Ticks, (isFirst ? Idle : NotFirst).Ticks))))
            {
                return true;
            }

            lock (_sync)
            {
                HandOver();
                isFirst = _readers.First == waiter.Node;
            }
        }
    }

    /// <summary>Leaves.</summary>
    /// <exception cref="SynchronizationLockException">The thread is not inside.</exception>
    public void Exit()
    {
        lock (_sync)
        {
            if (_holder != Environment.CurrentManagedThreadId)
            {
                throw new SynchronizationLockException("The thread leaves a gate that it is not in.");
            }

            if (--_depth == 0)
            {
                Leave();
            }
        }
    }

    /// <summary>Lets a thread that is inside go in once more.</summary>
    private bool IsInside()
    {
        bool isInside = _holder == Environment.CurrentManagedThreadId;
        _depth += isInside ? 1 : 0;
        return isInside;
    }

    private void BeginTurn()
    {
        long now = Stopwatch.GetTimestamp();
        if (now >= _nextTurn && _readers.Count > 0)
        {
            _turn = _readers.Count;
            _turnBegan = now;
        }
    }

    private void EndTurn()
    {
        _turn = 0;
        long now = Stopwatch.GetTimestamp();
        _nextTurn = now + (OwnerShare * (now - _turnBegan));
    }

    private void Leave()
    {
        _holder = 0;
        if (_isOwnerIn)
        {
            _isOwnerIn = false;
            _ownerLeft = Stopwatch.GetTimestamp();
        }
        else if (_turn == 0)
        {
            EndTurn();
        }

        HandOver();
    }

    /// <summary>Lets in who is next, if nobody is inside.</summary>
    private void HandOver()
    {
        if (_holder != 0)
        {
            return;
        }

        if (_turn > 0)
        {
            _turn--;
            if (LetReaderIn())
            {
                return;
            }

            EndTurn();
        }

        if (_ownerWaits)
        {
            _ownerWaits = false;
            _isOwnerIn = true;
            _hasChanges = true;
            LetIn(_owner);
            return;
        }

        long now = Stopwatch.GetTimestamp();
        if (now >= _nextTurn || Stopwatch.GetElapsedTime(_ownerLeft, now) >= Idle)
        {
            _turnBegan = now;
            LetReaderIn();
        }
    }

    private bool LetReaderIn()
    {
        for (var node = _readers.First; node != null; node = node.Next)
        {
            if (!node.Value.ReadsCommitted || !_hasChanges)
            {
                _readers.Remove(node);
                LetIn(node.Value);
                return true;
            }
        }

        return false;
    }

    private void LetIn(GateWaiter waiter)
    {
        _holder = waiter.Thread;
        _depth = 1;
        waiter.LetIn();
    }

    /// <summary>Waits no longer.</summary>
    /// <returns>False when the waiter was let in at the last moment.</returns>
    private bool Withdraw(GateWaiter waiter)
    {
        lock (_sync)
        {
            if (waiter.IsInside)
            {
                return false;
            }

            if (waiter == _owner)
            {
                _ownerWaits = false;
            }
            else
            {
                _readers.Remove(waiter.Node);
            }

            // Another may have waited for this one.
            HandOver();
            return true;
        }
    }
}
