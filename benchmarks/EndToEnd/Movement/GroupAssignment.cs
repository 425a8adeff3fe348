using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace GenStreams.EndToEnd.Movement;

/// <summary>Which member of a group has which partition of the input.</summary>
internal static class GroupAssignment
{
    private static readonly DescribeConsumerGroupsOptions Limit = new() { RequestTimeout = TimeSpan.FromSeconds(10) };

    public static async Task<string[]> OfAsync(string bootstrap, string group)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).Build();
        var description = (await admin.DescribeConsumerGroupsAsync([group], Limit)).ConsumerGroupDescriptions[0];
        string[] members = new string[SteadyInput.Partitions];
        foreach (var member in description.Members)
        {
            foreach (var partition in member.Assignment.TopicPartitions.Where(partition => partition.Topic == SteadyInput.Topic))
            {
                members[partition.Partition.Value] = member.ConsumerId;
            }
        }

        return members;
    }
}
