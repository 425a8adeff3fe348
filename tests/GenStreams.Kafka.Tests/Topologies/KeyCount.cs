namespace GenStreams.Kafka.Tests.Topologies;

/// <summary>Counts the records of each key, and lets a test fail after the count.</summary>
[Topology("key-count")]
public partial class KeyCount(Fault fault)
{
    [Source("keys")]
    private partial Stream<string, string> Records { get; }

    [Count(nameof(Records), Store = "counts")]
    public partial Table<string, long> Counts { get; }

    [ToStream(nameof(Counts))]
    private partial Stream<string, long> Changes { get; }

    [MapValues(nameof(Changes)), Sink("key-counts")]
    private long Checked(long count)
    {
        fault.Pass();
        return count;
    }
}

/// <summary>Throws once, some calls after it was armed.</summary>
public sealed class Fault
{
    private int _calls = -1;

    /// <summary>Whether it has thrown.</summary>
    public bool HasStruck { get; private set; }

    public void StrikeAfter(int calls) => Volatile.Write(ref _calls, calls);

    public void Pass()
    {
        if (Volatile.Read(ref _calls) >= 0 && Interlocked.Decrement(ref _calls) == -1)
        {
            HasStruck = true;
            throw new InvalidOperationException("struck");
        }
    }
}
