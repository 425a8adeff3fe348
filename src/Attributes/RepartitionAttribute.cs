namespace GenStreams;

/// <summary>Writes the stream to an internal topic and reads it back, partitioned by its key.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class RepartitionAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public RepartitionAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public RepartitionAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }

    /// <summary>Name of the topic before <c>-repartition</c>; the member's name when null.</summary>
    public string? Name { get; set; }

    /// <summary>Partition count of the topic; as many as the upstream topics have when 0.</summary>
    public int Partitions { get; set; }

    /// <summary>A method <c>int M(TKey key, TValue value, int partitions)</c> of the class, as <c>nameof(...)</c>.</summary>
    public string? Partitioner { get; set; }
}
