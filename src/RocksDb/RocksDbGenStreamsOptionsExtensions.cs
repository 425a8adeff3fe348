using GenStreams.RocksDb;

namespace GenStreams;

/// <summary>Keeps the state of topologies in RocksDB.</summary>
public static class RocksDbGenStreamsOptionsExtensions
{
    /// <summary>
    /// Keeps the stores in RocksDB, so that they can be larger than memory: a database for each task, in the task's folder of
    /// <see cref="GenStreamsOptions.StateDirectory"/>, or in a temporary one without it. Buffers of suppress and of joins with grace stay in memory.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="configure">Says how much memory it may use.</param>
    /// <exception cref="ArgumentOutOfRangeException">The memory is less than 16 MiB.</exception>
    public static GenStreamsOptions UseRocksDb(this GenStreamsOptions options, Action<RocksDbOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new RocksDbOptions();
        configure?.Invoke(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MemoryBudget, 16 << 20, nameof(settings.MemoryBudget));
        options.Engine = new RocksDbEngine(settings);
        return options;
    }
}
