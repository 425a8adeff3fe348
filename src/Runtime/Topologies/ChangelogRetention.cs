namespace GenStreams.Topologies;

/// <summary>What a changelog topic has to keep so that its store can be restored.</summary>
/// <param name="Kind">Which records.</param>
/// <param name="Milliseconds">For how long, where the kind asks for it: the store's own retention.</param>
internal readonly record struct ChangelogRetention(ChangelogRetentionKind Kind, long Milliseconds = 0)
{
    /// <summary>The topic's <c>cleanup.policy</c>.</summary>
    public string Policy => Kind switch
    {
        ChangelogRetentionKind.LatestWithinTime => "compact,delete",
        ChangelogRetentionKind.AllWithinTime => "delete",
        _ => "compact",
    };
}
