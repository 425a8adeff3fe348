namespace GenStreams.Processing;

/// <summary>A topic that records are written to, as a <see cref="RecordCollector"/> knows it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OutputTopic
{
    /// <summary>A topic.</summary>
    protected OutputTopic(string name) => Name = name;

    /// <summary>The full name.</summary>
    public string Name { get; }

    /// <summary>How many partitions it has, for partitioners.</summary>
    public abstract int PartitionCount { get; }
}
