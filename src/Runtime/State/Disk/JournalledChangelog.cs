using GenStreams.Processing;

namespace GenStreams.State.Disk;

/// <summary>Tells the changes of a store to the journal of its task, and to the changelog if it has one.</summary>
/// <param name="journal">The journal.</param>
/// <param name="store">The number of the store in it.</param>
/// <param name="changelog">The changelog; null: the store's changes are logged elsewhere already, as those of a table's source.</param>
internal sealed class JournalledChangelog(StateJournal journal, int store, IChangelog? changelog) : IChangelog
{
    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        changelog?.Append(key, value, timestamp);
        journal.Append(store, key, value, timestamp, default);
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp, RecordHeaders headers)
    {
        changelog?.Append(key, value, timestamp, headers);
        journal.Append(store, key, value, timestamp, headers.Encoded);
    }
}
