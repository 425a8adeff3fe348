using GenStreams.Processing;

namespace GenStreams.State.Disk;

/// <summary>
/// What makes the state of one task outlive the process. It is told each change and each commit; after a restart it fills the stores as
/// they were at a commit, and says up to which position of its log each store then goes.
/// </summary>
/// <remarks>
/// Used by one thread at a time, the one that has the task. No call throws for a fault of the disk: state then lives in memory only, the
/// log says why, and the next start takes more from the changelogs.
/// </remarks>
internal abstract class StateJournal : IDisposable
{
    /// <summary>The position of a store of which nothing is kept.</summary>
    public const long None = -1;

    /// <summary>Whether so much waits for a commit that it should come soon: for who restores, and has no commits of its own.</summary>
    public abstract bool IsFull { get; }

    /// <summary>When the commit was that <see cref="Load"/> has taken the content of; null: nothing was kept.</summary>
    /// <remarks>
    /// A changelog forgets deletions after a while (<c>delete.retention.ms</c>): content that is older, and not as far as the changelog, is to
    /// be cleared.
    /// </remarks>
    public DateTimeOffset? LoadedFrom { get; protected set; }

    /// <summary>
    /// Makes the stores what was kept at the last commit, and empty where nothing is. It may be called again, to have them as they were then;
    /// what was not committed is gone.
    /// </summary>
    /// <param name="stores">The task's stores, in the order of their numbers; they are kept, and read when the journal writes all anew.</param>
    /// <param name="positions">Gets the position of each store, as the commit told it; <see cref="None"/> where nothing is kept.</param>
    public abstract void Load(IReadOnlyList<StateStore> stores, Span<long> positions);

    /// <summary>Takes a change: one that the store made, or one that it took from its changelog.</summary>
    /// <param name="store">The number of the store.</param>
    /// <param name="key">The key, as it is in the changelog.</param>
    /// <param name="value">The value; null: the key was deleted.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="headers">The record's headers, as <see cref="RecordHeaders.Encoded"/>.</param>
    public abstract void Append(int store, ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers);

    /// <summary>
    /// Keeps all changes since the last commit. To be called when they are known to last: under exactly-once after the transaction, else
    /// after all was acknowledged. The stores hold committed content only, and hold nothing back.
    /// </summary>
    /// <param name="positions">The position of each store: its content must not lack anything before it.</param>
    public abstract void Commit(ReadOnlySpan<long> positions);

    /// <summary>
    /// Goes on with work that is done little by little. To be called often, between two records, by who commits seldom: without exactly-once.
    /// </summary>
    public virtual void Work()
    {
    }

    /// <summary>Forgets all changes since the last commit. The stores are not touched: who has them takes them back, or loads them.</summary>
    public abstract void RollBack();

    /// <summary>Forgets everything that is kept, because its positions are not those of the changelogs any more, and clears the stores.</summary>
    public abstract void Clear();

    /// <summary>Ends it; what was not committed is gone.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives files and memory back.</summary>
    /// <param name="disposing">False when a finalizer calls.</param>
    protected abstract void Dispose(bool disposing);
}
