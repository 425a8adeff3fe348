namespace GenStreams.RocksDb;

/// <summary>How much of the machine the RocksDB of this process may use: for all stores of all topologies together.</summary>
public sealed class RocksDbOptions
{
    /// <summary>
    /// Bytes of memory for what is read often and for what is not yet on disk: 16 MiB or more. It is a limit for what RocksDB holds; a task's changes
    /// since its last commit come on top. Default: 256 MiB.
    /// </summary>
    public long MemoryBudget { get; set; } = 256L << 20;

    /// <summary>Whether only stores that are declared with <c>Persistent = true</c> are in RocksDB, and all others in memory. Default: all are.</summary>
    public bool PersistentOnly { get; set; }
}
