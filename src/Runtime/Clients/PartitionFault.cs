using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>What keeps a partition from being read until something is done about it.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Error">
/// What it is: <see cref="ErrorCode.Local_AutoOffsetReset"/> (the offset does not exist), <see cref="ErrorCode.UnknownTopicOrPart"/>,
/// <see cref="ErrorCode.Local_UnknownTopic"/>, <see cref="ErrorCode.Local_UnknownPartition"/> or <see cref="ErrorCode.UnknownTopicId"/> (deleted,
/// or made anew), <see cref="ErrorCode.TopicAuthorizationFailed"/>; any other that the client does not go on after. Its reason names the place.
/// </param>
internal readonly record struct PartitionFault(TopicPartition Partition, Error Error);
