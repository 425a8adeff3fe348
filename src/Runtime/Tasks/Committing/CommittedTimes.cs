using GenStreams.Clients;
using GenStreams.Processing;

namespace GenStreams.Tasks;

/// <summary>The times that the operators of a task had at its last commit: sets them before the first record.</summary>
/// <remarks>
/// An operator without one, since Kafka Streams or an earlier version has made the commit, goes on where its stores say, but not later than the greatest time of a
/// record that was committed: without transactions the stores can have more than that, and what comes again must not be late then. With transactions they
/// have what was committed, and know it even where Kafka Streams has had the task since.
/// </remarks>
internal sealed class CommittedTimes : ITimeVisitor
{
    private readonly Dictionary<string, long> _times = [];
    private readonly long _latest;
    private readonly bool _areStoresCommitted;

    /// <summary>The times beside the offsets of a task.</summary>
    /// <param name="offsets">Those of all its partitions.</param>
    /// <param name="areStoresCommitted">Whether the stores have nothing that is not committed: transactions are used.</param>
    public CommittedTimes(IEnumerable<CommittedOffset> offsets, bool areStoresCommitted)
    {
        _latest = OffsetMetadata.Unknown;
        _areStoresCommitted = areStoresCommitted;
        foreach (var offset in offsets)
        {
            _latest = Math.Max(_latest, OffsetMetadata.Decode(offset.Metadata));
            OffsetMetadata.Decode(offset.Metadata, _times);
        }
    }

    void ITimeVisitor.Visit(string name, IStreamTime time)
    {
        long stored = time.StoredTime;
        if (!_times.TryGetValue(OffsetMetadata.StreamTimePrefix + name, out long committed))
        {
            committed = Math.Min(stored, _latest);
        }

        time.Advance(_areStoresCommitted ? Math.Max(committed, stored) : committed);
    }

    void ITimeVisitor.Visit(string store, IEmitTime time)
    {
        if (_times.TryGetValue(store, out long committed))
        {
            time.EmittedTo(committed);
        }
    }
}
