using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>
/// A consumer of given partitions, in no group. All calls come from the thread that owns it.
/// </summary>
internal interface IStreamConsumer : IDisposable
{
    /// <summary>
    /// Begins to read more partitions, beside those that are there. No group is needed. Returns at once; the first messages come with a later
    /// <see cref="Poll"/>.
    /// </summary>
    /// <param name="partitions">None of them is read yet. Where each is begun: an offset, or <see cref="Offset.Beginning"/> or <see cref="Offset.End"/>.</param>
    /// <exception cref="KafkaException">A partition is read already.</exception>
    void Add(IReadOnlyList<TopicPartitionOffset> partitions);

    /// <summary>
    /// Ceases to read partitions. What was fetched of them and not handed out never is, also when they are added again; their faults are
    /// forgotten, and that they are paused. Messages that were handed out stay valid.
    /// </summary>
    /// <exception cref="KafkaException">A partition is not read.</exception>
    void Remove(IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>
    /// What is wrong with a partition and does not pass by itself, once each, in the order in which it was found; asked after <see cref="Poll"/>.
    /// The partition gives nothing more until it is removed and added anew.
    /// </summary>
    /// <param name="fault">What is wrong.</param>
    /// <returns>Whether there was something.</returns>
    bool TryTakeFault(out PartitionFault fault);

    /// <summary>
    /// Fetches messages. Those of partitions that are no longer read are left out.
    /// </summary>
    /// <param name="into">Where they go.</param>
    /// <param name="timeout">How long to wait for the first one.</param>
    /// <returns>How many there are.</returns>
    /// <remarks>What passes by itself is logged; what is wrong with one partition is told by <see cref="TryTakeFault"/>.</remarks>
    /// <exception cref="KafkaException">The client failed for good.</exception>
    int Poll(Span<ConsumedMessage> into, TimeSpan timeout);

    /// <summary>Gives a message back, once, before the consumer is closed.</summary>
    void Release(in ConsumedMessage message);

    /// <summary>Reads the headers of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="headers">Cleared, then filled.</param>
    void ReadHeaders(in ConsumedMessage message, RecordHeaders headers);

    /// <summary>
    /// The number that messages of a partition carry: small, stable while this consumer lives, so that a thread finds a partition's
    /// queue by index.
    /// </summary>
    int Slot(TopicPartition partition);

    /// <summary>The partition of a number.</summary>
    TopicPartition PartitionOf(int slot);

    /// <summary>Stops fetching a partition.</summary>
    void Pause(TopicPartition partition);

    /// <summary>Fetches a partition again.</summary>
    void Resume(TopicPartition partition);

    /// <summary>Goes on from another offset.</summary>
    void Seek(TopicPartitionOffset position);

    /// <summary>Low and high end of a partition, asked from the broker (last stable offset under read-committed).</summary>
    WatermarkOffsets QueryWatermarkOffsets(TopicPartition partition, TimeSpan timeout);

    /// <summary>The high end that the last fetch told, without asking; <see cref="Offset.Unset"/> when not known.</summary>
    Offset KnownEnd(TopicPartition partition);

    /// <summary>
    /// The next offset to be fetched into <see cref="Poll"/>'s results, past transaction markers too; <see cref="Offset.Unset"/> when
    /// nothing was fetched.
    /// </summary>
    Offset Position(TopicPartition partition);
}
