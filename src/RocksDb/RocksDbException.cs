namespace GenStreams.RocksDb;

/// <summary>RocksDB could not do what it was asked: the disk is full or at fault, or a file is damaged.</summary>
public sealed class RocksDbException : IOException
{
    /// <summary>A failure.</summary>
    /// <param name="message">What RocksDB says.</param>
    public RocksDbException(string message)
        : base("RocksDB: " + message)
    {
    }

    /// <summary>Whether the files are damaged: what they hold is then to be dropped and restored.</summary>
    internal bool IsDamage => Message.Contains("Corruption", StringComparison.Ordinal);
}
