namespace GenStreams.Clients;

/// <summary>How a group shares out partitions.</summary>
internal enum GroupProtocol
{
    /// <summary>Members decide, by the <c>cooperative-sticky</c> assignor; all brokers have it.</summary>
    Classic,

    /// <summary>The broker decides (KIP-848): Kafka 4.0 and later.</summary>
    Consumer,
}
