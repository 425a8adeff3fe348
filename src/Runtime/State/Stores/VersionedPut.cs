namespace GenStreams.State;

/// <summary>What became of a version that was put into a <see cref="VersionedBytesStore"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum VersionedPut
{
    /// <summary>It is older than the store's history reaches back, and not kept.</summary>
    Expired,

    /// <summary>There is a later version of the key: it went into the history.</summary>
    History,

    /// <summary>It is the latest version of the key.</summary>
    Latest,
}
