namespace GenStreams.Tasks;

/// <summary>A stream thread as the <see cref="TaskBoard"/> knows it. A thread that replaces another has its number and a load of its own.</summary>
internal sealed class ThreadLoad(int number)
{
    private double _busyShare;

    /// <summary>The number of the thread, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>How much of its time the thread has worked of late, 0 to 1.</summary>
    public double BusyShare
    {
        get => Volatile.Read(ref _busyShare);
        set => Volatile.Write(ref _busyShare, value);
    }

    /// <summary>Whether it could do with less work.</summary>
    public bool IsBusy => BusyShare > 0.9;

    /// <summary>Whether it could do more work.</summary>
    public bool IsIdle => BusyShare < 0.4;
}
