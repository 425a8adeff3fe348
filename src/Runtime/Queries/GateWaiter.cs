namespace GenStreams.Queries;

/// <summary>A thread that waits at a <see cref="StateGate"/>: it is woken when it is inside, and not before.</summary>
internal sealed class GateWaiter
{
    [ThreadStatic]
    private static GateWaiter? _ofThread;

    private readonly object _signal = new();
    private bool _isInside;

    /// <summary>A waiter of no thread yet.</summary>
    public GateWaiter() => Node = new LinkedListNode<GateWaiter>(this);

    /// <summary>That of the current thread, which waits at one gate at a time.</summary>
    public static GateWaiter OfThread => _ofThread ??= new GateWaiter();

    /// <summary>Its place in the queue.</summary>
    public LinkedListNode<GateWaiter> Node { get; }

    /// <summary>The thread.</summary>
    public int Thread { get; private set; }

    /// <summary>Whether it is let in only when all is committed.</summary>
    public bool ReadsCommitted { get; private set; }

    /// <summary>Whether it was let in.</summary>
    public bool IsInside => Volatile.Read(ref _isInside);

    /// <summary>Gets ready to wait on the current thread.</summary>
    public void Prepare(bool readsCommitted)
    {
        _isInside = false;
        Thread = Environment.CurrentManagedThreadId;
        ReadsCommitted = readsCommitted;
    }

    /// <summary>Lets it in.</summary>
    public void LetIn()
    {
        lock (_signal)
        {
            _isInside = true;
            Monitor.Pulse(_signal);
        }
    }

    /// <summary>Waits to be let in.</summary>
    /// <returns>Whether it was.</returns>
    public bool Wait(TimeSpan timeout)
    {
        lock (_signal)
        {
            // Whoever waits looks again anyway when it was woken for no reason.
            return _isInside || (Monitor.Wait(_signal, timeout) && _isInside);
        }
    }
}
