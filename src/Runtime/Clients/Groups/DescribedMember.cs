using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>A member of a group, as the broker describes it.</summary>
/// <param name="MemberId">What the group calls it.</param>
/// <param name="InstanceId">Its name where it has one that lasts; else empty or null.</param>
/// <param name="ClientId">What it calls itself.</param>
/// <param name="Host">Where it is.</param>
/// <param name="Partitions">What it has.</param>
internal sealed record DescribedMember(string MemberId, string? InstanceId, string ClientId, string Host, IReadOnlyList<TopicPartition> Partitions);
