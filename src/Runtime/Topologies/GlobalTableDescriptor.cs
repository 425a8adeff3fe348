namespace GenStreams.Topologies;

/// <summary>A global table: all partitions of a topic, in every process.</summary>
/// <param name="Member">The member that declares it.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Store">The name of the store.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record GlobalTableDescriptor(string Member, TopicName Topic, string Store)
{
    /// <summary>Checks the records that the table takes in; null when there is nothing to check.</summary>
    public RecordCheck? Check { get; init; }
}
