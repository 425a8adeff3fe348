namespace GenStreams;

/// <summary>A topic that the member's records are written to.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class SinkAttribute : Attribute
{
    /// <summary>A topic that is written.</summary>
    /// <param name="topic">Name of the topic. It must exist when the topology starts.</param>
    public SinkAttribute(string topic) => Topic = topic;

    /// <summary>A topic that is chosen for each record.</summary>
    public SinkAttribute()
    {
    }

    /// <summary>Name of the topic; null when <see cref="TopicSelector"/> chooses it.</summary>
    public string? Topic { get; }

    /// <summary>A method <c>string M([TKey key,] TValue value [, RecordContext context])</c> of the class, as <c>nameof(...)</c>.</summary>
    public string? TopicSelector { get; set; }

    /// <summary>A method <c>int M(TKey key, TValue value, int partitions)</c> of the class, as <c>nameof(...)</c>; Kafka's murmur2 of the key when null.</summary>
    public string? Partitioner { get; set; }
}
