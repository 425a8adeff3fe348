namespace GenStreams.Tasks;

/// <summary>A topic that the topology makes for itself.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Partitions">How many partitions it must have.</param>
/// <param name="Config">Its settings.</param>
/// <param name="Reason">Why it must have so many, for messages.</param>
internal sealed record InternalTopic(string Name, int Partitions, IReadOnlyDictionary<string, string> Config, string Reason)
{
    /// <summary>Kafka Streams' settings of a repartition topic: records stay until they are deleted after a commit.</summary>
    public static readonly IReadOnlyDictionary<string, string> RepartitionConfig = new Dictionary<string, string>
    {
        ["cleanup.policy"] = "delete",
        ["segment.bytes"] = "52428800",
        ["retention.ms"] = "-1",
        ["message.timestamp.type"] = "CreateTime",
    };

    /// <summary>Kafka Streams' settings of a key-value store's changelog.</summary>
    public static readonly IReadOnlyDictionary<string, string> ChangelogConfig = new Dictionary<string, string>
    {
        ["cleanup.policy"] = "compact",
        ["message.timestamp.type"] = "CreateTime",
    };
}
