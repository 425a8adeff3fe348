using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>Where a task goes on with a partition.</summary>
/// <param name="Start">The offset, and what was committed beside it; always an offset that there is or was, never -1.</param>
/// <param name="Ends">Where the partition begins and ends; asked only where it matters, else both are the start.</param>
internal readonly record struct StartOffset(CommittedOffset Start, WatermarkOffsets Ends);
