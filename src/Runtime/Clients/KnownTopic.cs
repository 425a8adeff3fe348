using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>A topic that exists.</summary>
/// <param name="Partitions">How many partitions it has.</param>
/// <param name="Id">Its id, another one when it is deleted and made anew; all zero where brokers give none.</param>
internal readonly record struct KnownTopic(int Partitions, Uuid Id);
