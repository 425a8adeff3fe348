using System.Buffers;
using GenStreams.State;

namespace GenStreams.Queries;

/// <summary>Reads the stores of the tasks that run in this process, from any thread.</summary>
/// <remarks>
/// All methods throw <see cref="ArgumentException"/> when the topology has no such store, <see cref="StoreNotReadyException"/> when the
/// tasks that have it here are not all restored, or there are none, and <see cref="TimeoutException"/> when a task does not let readers in.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StateQueries
{
    /// <summary>Looks a key up in the tasks that have the store.</summary>
    /// <param name="store">Name of the store.</param>
    /// <param name="key">The serialised key.</param>
    /// <param name="value">Where the value goes.</param>
    /// <param name="timestamp">The timestamp of the value.</param>
    /// <returns>Whether a task of this process has a value.</returns>
    public abstract bool TryGet(string store, ReadOnlySpan<byte> key, IBufferWriter<byte> value, out long timestamp);

    /// <summary>Looks the version of a key up that was valid at a time, in the tasks that have the store.</summary>
    /// <param name="store">Name of the store, which keeps versions.</param>
    /// <param name="key">The serialised key.</param>
    /// <param name="asOf">The time, milliseconds since 1970-01-01 UTC.</param>
    /// <param name="value">Where the value goes.</param>
    /// <param name="validFrom">The timestamp of the version.</param>
    /// <param name="validTo">The timestamp of the version after it; <see cref="VersionedEntry.StillValid"/> when there is none.</param>
    /// <returns>Whether a task of this process has a value of that time.</returns>
    /// <exception cref="InvalidOperationException">The store keeps the latest values only.</exception>
    public abstract bool TryGetAsOf(
        string store, ReadOnlySpan<byte> key, long asOf, IBufferWriter<byte> value, out long validFrom, out long validTo);

    /// <summary>
    /// What queries that come from here read committed: under exactly-once only what a transaction has committed, for which they wait until
    /// the next commit. Otherwise they see what tasks have done so far, which can still be taken back.
    /// </summary>
    public abstract StateQueries Committed { get; }

    /// <summary>Reads entries in the order of the bytes of their keys; nothing else is looked at.</summary>
    /// <param name="store">Name of the store.</param>
    /// <param name="page">Which.</param>
    /// <returns>The entries; fewer than the page may have when there are no more.</returns>
    public abstract IReadOnlyList<StateEntry> Read(string store, in StatePage page);

    /// <summary>
    /// The entries between two keys, both included, ordered by the bytes of the keys. They are read page by page, each as it is when its turn
    /// comes.
    /// </summary>
    /// <param name="store">Name of the store.</param>
    /// <param name="from">The first key; null: from the beginning.</param>
    /// <param name="to">The last key; null: to the end.</param>
    public IReadOnlyList<StateEntry> Range(string store, byte[]? from, byte[]? to) => [.. Pages(store, new StatePage { From = from, To = to })];

    /// <summary>Reads page after page, larger ones the longer it goes on.</summary>
    internal IEnumerable<StateEntry> Pages(string store, StatePage page)
    {
        // Asked at the call, not when the first entry is.
        page = page with { Limit = StatePage.SmallLimit };
        return Pages(store, page, Read(store, page));
    }

    private IEnumerable<StateEntry> Pages(string store, StatePage page, IReadOnlyList<StateEntry> entries)
    {
        while (true)
        {
            foreach (var entry in entries)
            {
                yield return entry;
            }

            if (entries.Count < page.Limit)
            {
                yield break;
            }

            page = page with { Limit = Math.Min(page.Limit * 2, StatePage.LargestLimit), After = entries[^1].Key.ToArray() };
            entries = Read(store, page);
        }
    }

    /// <summary>How many keys the store has in the tasks of this process.</summary>
    /// <param name="store">Name of the store.</param>
    public abstract long Count(string store);
}
