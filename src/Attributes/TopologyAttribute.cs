namespace GenStreams;

/// <summary>Makes a partial class a topology: its members are the operators of a dataflow graph over Kafka topics.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class TopologyAttribute : Attribute
{
    /// <summary>A topology with a name.</summary>
    /// <param name="name">
    /// The default application id: the consumer group and the prefix of all internal topics. 1 to 249 characters of [a-zA-Z0-9._-].
    /// </param>
    public TopologyAttribute(string name) => Name = name;

    /// <summary>The default application id.</summary>
    public string Name { get; }
}
