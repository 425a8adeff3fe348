using GenStreams.State.Disk;

namespace GenStreams.RocksDb;

/// <summary>RocksDB could not do what it was asked: the disk is full or at fault, or a file is damaged.</summary>
internal sealed class RocksDbException : StateFaultException
{
    /// <summary>A failure.</summary>
    /// <param name="message">What RocksDB says.</param>
    public RocksDbException(string message)
        : base("RocksDB: " + message)
    {
    }

    /// <summary>Whether the files are damaged: what they hold is then to be dropped and restored.</summary>
    public bool IsDamage => Message.Contains("Corruption", StringComparison.Ordinal);
}
