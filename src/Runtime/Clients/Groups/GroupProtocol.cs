namespace GenStreams;

/// <summary>How the instances of an application share out its tasks. Under each of them, tasks that stay are not touched when others move.</summary>
public enum GroupProtocol
{
    /// <summary>
    /// The members decide, one of them for all (<c>cooperative-sticky</c>); every broker has it. Members keep their name after a restart: an instance that was
    /// killed and comes back has its tasks again at once. The default.
    /// </summary>
    Classic,

    /// <summary>
    /// The brokers decide (KIP-848, Kafka 4.0 and later). Session timeout and heartbeats are settings of the brokers. Members have no name that lasts, since brokers
    /// keep the place of one that was killed until its session is over (45 s by default), also from itself.
    /// </summary>
    Consumer,

    /// <summary>That of the brokers where they have it, else the classic one; found out at start, and logged.</summary>
    Auto,
}
