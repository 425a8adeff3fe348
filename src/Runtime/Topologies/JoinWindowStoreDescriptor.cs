using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="JoinWindowBytesStore"/>: the records of one side of a stream-stream join.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record JoinWindowStoreDescriptor : StoreDescriptor
{
    /// <summary>How long a record is kept, in milliseconds of event time.</summary>
    public required long RetentionMilliseconds { get; init; }

    /// <inheritdoc/>
    internal override ChangelogRetention Retention => new(ChangelogRetentionKind.AllWithinTime, RetentionMilliseconds);

    /// <inheritdoc/>
    internal override bool IsQueryable => false;

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.JoinWindow(context, RetentionMilliseconds);
}
