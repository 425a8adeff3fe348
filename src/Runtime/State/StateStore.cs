using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>What a task remembers under a name. Used by one thread at a time.</summary>
public abstract class StateStore : IDisposable
{
    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    protected StateStore(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>The store's name.</summary>
    public string Name { get; }

    /// <summary>Takes a record of the changelog in; nothing is logged or forwarded.</summary>
    /// <param name="key">The key, as it is in the changelog.</param>
    /// <param name="value">The value; null when the key was deleted.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    public abstract void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp);

    /// <summary>As <see cref="Restore"/>, for a key as the store itself has it, where its changelog has it otherwise.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null deletes the key.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    public virtual void Fill(ReadOnlySpan<byte> key, Bytes value, long timestamp) => Restore(key, value, timestamp);

    /// <summary>All that was done so far is committed: it is never taken back.</summary>
    public virtual void Committed()
    {
    }

    /// <summary>Takes back all that was done since the last <see cref="Committed"/>.</summary>
    /// <returns>False when the store cannot: the caller throws it away, and restores another one.</returns>
    public virtual bool TryRollBack() => false;

    /// <summary>Gives the memory back; the store is then of no use.</summary>
    public abstract void Dispose();
}
