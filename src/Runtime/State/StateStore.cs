using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>What a task remembers under a name. Used by one thread at a time. One subtype for each kind of store.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
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

    /// <summary>The native memory that the store holds, in bytes.</summary>
    public virtual long AllocatedBytes => 0;

    /// <summary>
    /// Takes a record of the changelog in; nothing is logged or forwarded. When the end of the changelog is taken again, from any record on,
    /// the store is what it was.
    /// </summary>
    /// <param name="key">The key, as it is in the changelog.</param>
    /// <param name="value">The value; null when the key was deleted.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="headers">The record's headers, as <see cref="RecordHeaders.Encoded"/>; empty when it has none.</param>
    public abstract void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default);

    /// <summary>As <see cref="Restore"/>, for a key as the store itself has it, where its changelog has it otherwise.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null deletes the key.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    public virtual void Fill(ReadOnlySpan<byte> key, Bytes value, long timestamp) => Restore(key, value, timestamp);

    /// <summary>
    /// Hears of a commit, for which all held back changes were taken: what was done so far is never taken back. Also to be called when the
    /// store has been restored, before it is used.
    /// </summary>
    public virtual void Committed()
    {
    }

    /// <summary>
    /// Takes back what was done since the last <see cref="Committed"/>. Neither the changelog nor what follows in the graph hears of it.
    /// </summary>
    /// <returns>False when the store cannot: it is then to be cleared and restored.</returns>
    public virtual bool TryRollBack() => false;

    /// <summary>Forgets everything, as if the store had just been made; the changelog does not hear of it.</summary>
    public abstract void Clear();

    /// <summary>
    /// Tells the content in the form of the changelog, a slice at a time. Between slices the store may be changed: what is there from the
    /// first to the last slice is told at least once, as it is then.
    /// </summary>
    /// <param name="target">Who is told.</param>
    /// <param name="cursor">How far it is; a new one for each run.</param>
    /// <param name="count">How many records there are in a slice; there can be more, as those of one key are told together.</param>
    /// <returns>Whether there may be more.</returns>
    public abstract bool CopyTo(IChangelog target, ContentCursor cursor, int count);

    /// <summary>Gives the memory back; the store must not be used any more.</summary>
    public abstract void Dispose();
}
