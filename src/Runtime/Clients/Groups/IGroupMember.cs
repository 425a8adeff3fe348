using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>
/// The one member that this process is in the application's group. It is given partitions and fetches none of them: which partitions it
/// has says which tasks run here. One thread subscribes, polls, answers and closes; all else may be called from any thread.
/// </summary>
internal interface IGroupMember : IDisposable
{
    /// <summary>What the group calls this member; empty before it has joined.</summary>
    string MemberId { get; }

    /// <summary>Whether the group has taken the member in.</summary>
    bool IsJoined { get; }

    /// <summary>
    /// Joins the group; called again, changes what is subscribed to. With no topics the member gives back all that it has, through the
    /// listener, and stays.
    /// </summary>
    void Subscribe(IReadOnlyCollection<string> topics);

    /// <summary>
    /// Serves the group for a while; the listener is called from inside. The member counts as alive for as long as this is called, even while
    /// an answer to the listener is still owed.
    /// </summary>
    /// <exception cref="KafkaException">The member cannot be in the group: not authorised, fenced by another of its name, …</exception>
    void Poll(TimeSpan timeout, IGroupListener listener);

    /// <summary>Answers <see cref="IGroupListener.OnAssigned"/>: the partitions are this member's from now on. Nothing of them is fetched.</summary>
    void Accept(IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>Answers <see cref="IGroupListener.OnRevoked"/> or <see cref="IGroupListener.OnLost"/>: others may have the partitions.</summary>
    void GiveBack(IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>
    /// The member as it stands in the group now, for a transaction: a transaction whose member is out of date is refused. Taken right before it
    /// is used, and disposed of by who took it.
    /// </summary>
    IGroupMetadata TakeMetadata();

    /// <summary>Commits offsets outside of transactions, of any topic, and waits for the answer.</summary>
    /// <exception cref="KafkaException">The broker refused, or did not answer in time.</exception>
    void Commit(IReadOnlyList<CommittedOffset> offsets, TimeSpan timeout);

    /// <summary>
    /// What the group has committed; offset -1 where there is nothing. Waits for transactions that are about to commit offsets of these
    /// partitions (as the broker wants it: "unstable offset commit").
    /// </summary>
    /// <exception cref="KafkaException">The broker did not answer in time.</exception>
    IReadOnlyList<CommittedOffset> Committed(IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout);

    /// <summary>Since when no broker answers; null while one does.</summary>
    DateTimeOffset? UnreachableSince { get; }

    /// <summary>
    /// What keeps the member from its brokers until a setting is changed, as far as the client says it; null for nothing, and while a broker answers.
    /// </summary>
    ClientTrouble? Trouble { get; }

    /// <summary>Leaves the group, if it was not told to stay; at most so long.</summary>
    void Close(TimeSpan timeout);
}
