namespace GenStreams.Tasks;

/// <summary>The points of a commit between which a process can end.</summary>
internal enum CommitPoint
{
    /// <summary>Caches are flushed into the producer; not all of what was sent has arrived.</summary>
    BeforeFlush,

    /// <summary>All that was sent has arrived.</summary>
    AfterFlush,

    /// <summary>The offsets are part of the transaction, which is not committed yet.</summary>
    AfterOffsets,

    /// <summary>All is committed; nobody in this process knows it yet.</summary>
    AfterCommit,
}
