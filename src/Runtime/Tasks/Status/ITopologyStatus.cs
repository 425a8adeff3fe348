namespace GenStreams;

/// <summary>How a topology is doing in this process. All of them are among the services. Safe for all threads.</summary>
public interface ITopologyStatus
{
    /// <summary>The name in <c>[Topology]</c>.</summary>
    string Topology { get; }

    /// <summary>The consumer group.</summary>
    string ApplicationId { get; }

    /// <summary>What it is doing.</summary>
    TopologyState State { get; }

    /// <summary>
    /// Why it does not process all that it should, in words: no broker answers, a thread is stuck, a transaction of another instance is waited for. Null when
    /// nothing is in the way.
    /// </summary>
    string? Reason { get; }

    /// <summary>How many stream threads are alive.</summary>
    int AliveThreads { get; }

    /// <summary>How many changelog records are still to be read, at most; 0 when nothing is being restored.</summary>
    long RestoreLag { get; }

    /// <summary>Why it has failed; null unless <see cref="State"/> is <see cref="TopologyState.Failed"/>.</summary>
    Exception? Failure { get; }
}
