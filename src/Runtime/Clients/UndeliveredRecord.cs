using Confluent.Kafka;
using GenStreams.Processing;

namespace GenStreams.Clients;

/// <summary>A record that the broker does not have and will not get.</summary>
/// <param name="Topic">Where it was to go.</param>
/// <param name="Partition">Its partition; -1 when the client had not chosen one yet.</param>
/// <param name="Error">Why.</param>
/// <param name="Source">What <see cref="StreamProducer.Source"/> was when it was sent.</param>
internal readonly record struct UndeliveredRecord(OutputTopic Topic, int Partition, Error Error, long Source);
