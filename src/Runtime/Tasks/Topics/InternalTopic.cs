using System.Globalization;
using GenStreams.Topologies;

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

    /// <summary>What Kafka Streams adds to a store's retention, in milliseconds, so that clocks may differ.</summary>
    private const long AdditionalRetention = 24 * 60 * 60 * 1000L;

    /// <summary>Kafka Streams' settings of a store's changelog.</summary>
    public static IReadOnlyDictionary<string, string> Of(ChangelogRetention retention)
    {
        var config = new Dictionary<string, string> { ["cleanup.policy"] = retention.Policy, ["message.timestamp.type"] = "CreateTime" };
        string milliseconds = (retention.Milliseconds + AdditionalRetention).ToString(CultureInfo.InvariantCulture);
        switch (retention.Kind)
        {
            case ChangelogRetentionKind.LatestWithinTime or ChangelogRetentionKind.AllWithinTime:
                config.Add("retention.ms", milliseconds);
                break;
            case ChangelogRetentionKind.LatestAndHistory:
                config.Add("min.compaction.lag.ms", milliseconds);
                break;
        }

        return config;
    }
}
