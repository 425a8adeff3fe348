namespace GenStreams.Queries;

/// <summary>
/// Lets other threads read a task's stores between the batches of records of the thread that owns the task. The owner enters before a
/// batch and exits after it; readers wait for one batch at most, as the owner lets those go first that waited before it.
/// </summary>
/// <remarks>A thread that is inside may enter again, and exits once for each time.</remarks>
internal sealed class StateGate : IReadGate
{
    /// <summary>Far more than readers need, who copy entries and nothing else.</summary>
    private static readonly TimeSpan OwnerTimeout = TimeSpan.FromMinutes(1);

    private readonly object _sync = new();
    private int _holder;
    private int _depth;
    private long _servedReaders;

    /// <summary>How many readers wait for the owner.</summary>
    internal int WaitingReaders { get; private set; }

    private bool IsFree => _depth == 0 || _holder == Environment.CurrentManagedThreadId;

    /// <summary>Enters as the owner of the stores, who may change them.</summary>
    /// <exception cref="TimeoutException">Readers did not leave within a minute.</exception>
    public void Enter()
    {
        lock (_sync)
        {
            long before = _servedReaders + WaitingReaders;
            long start = Environment.TickCount64;
            while (!IsFree || (_servedReaders < before && _depth == 0))
            {
                if (!Wait(start, OwnerTimeout))
                {
                    throw new TimeoutException(
                        $"A query has been reading the stores of a task for {OwnerTimeout.TotalSeconds:N0} s; the task cannot go on.");
                }
            }

            Hold();
        }
    }

    /// <summary>Enters to read.</summary>
    /// <param name="timeout">How long to wait at most.</param>
    /// <returns>Whether the caller is inside, and exits when it has read.</returns>
    public bool TryEnterToRead(TimeSpan timeout)
    {
        lock (_sync)
        {
            WaitingReaders++;
            bool free = IsFree;
            for (long start = Environment.TickCount64; !free && Wait(start, timeout);)
            {
                free = IsFree;
            }

            WaitingReaders--;
            _servedReaders++;
            if (free)
            {
                Hold();
            }
            else
            {
                // The owner may wait for this reader.
                Monitor.PulseAll(_sync);
            }

            return free;
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
                _holder = 0;
                Monitor.PulseAll(_sync);
            }
        }
    }

    private void Hold()
    {
        _holder = Environment.CurrentManagedThreadId;
        _depth++;
    }

    private bool Wait(long start, TimeSpan timeout)
    {
        var left = timeout - TimeSpan.FromMilliseconds(Environment.TickCount64 - start);
        return left > TimeSpan.Zero && Monitor.Wait(_sync, left);
    }
}
