namespace GenStreams;

/// <summary>How the instances of an application share out its tasks.</summary>
public enum GroupProtocol
{
    /// <summary>Kafka 4's protocol where the brokers have it, else the classic one; found out at start, and logged.</summary>
    Auto,

    /// <summary>The members decide, one of them for all: every broker has it. Tasks that stay are not touched (<c>cooperative-sticky</c>).</summary>
    Classic,

    /// <summary>The brokers decide (KIP-848, Kafka 4.0 and later). Session timeout and heartbeats are then settings of the brokers.</summary>
    Consumer,
}
