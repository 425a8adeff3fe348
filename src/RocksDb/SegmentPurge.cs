namespace GenStreams.RocksDb;

/// <summary>
/// Removes what has expired from files: all keys before one, where keys begin with their time. What is removed must have expired as of a commit that
/// is written already: readers do not see it any more, so that it does not matter when it goes.
/// </summary>
/// <param name="content">The content.</param>
/// <param name="prefix">What stands before the time.</param>
internal sealed class SegmentPurge(RocksDbContent content, byte[] prefix)
{
    private readonly KeyWriter _from = new();
    private readonly KeyWriter _to = new();
    private long _purged;
    private long _due;

    /// <summary>Removes what had expired at the commit before, and notes what has by now.</summary>
    /// <param name="first">The first time that has not expired, as the keys have it.</param>
    public void Committed(long first)
    {
        if (_due > _purged)
        {
            content.Family.DeleteRange(_from.Begin().Bytes(prefix).Int64(0).Key, _to.Begin().Bytes(prefix).Int64(_due).Key);
            _purged = _due;
        }

        _due = Math.Max(_due, first);
    }

    /// <summary>Forgets what it knows: the content is that of an earlier commit, or none.</summary>
    public void Reset() => _purged = _due = 0;
}
