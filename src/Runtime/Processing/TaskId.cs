namespace GenStreams.Processing;

/// <summary>The name of a task: a sub-topology and a partition.</summary>
/// <param name="SubTopology">Id of the sub-topology.</param>
/// <param name="Partition">The partition.</param>
public readonly record struct TaskId(int SubTopology, int Partition)
{
    /// <summary>The id as Kafka Streams writes it, such as <c>0_3</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{SubTopology}_{Partition}");
}
