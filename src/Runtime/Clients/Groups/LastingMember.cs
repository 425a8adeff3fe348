using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>
/// A group member that is replaced when its group does not know it any more, so that who has it need not know. Replaced by the thread that polls it; all else may
/// be called meanwhile, and then fails as if the brokers did not answer.
/// </summary>
internal sealed class LastingMember(Func<IGroupMember> create) : IGroupMember
{
    private volatile IGroupMember _current = create();

    /// <inheritdoc/>
    public string MemberId => Call(static m => m.MemberId, "");

    /// <inheritdoc/>
    public bool IsJoined => Call(static m => m.IsJoined, false);

    /// <inheritdoc/>
    public DateTimeOffset? UnreachableSince => Call(static m => m.UnreachableSince, null);

    /// <inheritdoc/>
    public ClientTrouble? Trouble => Call(static m => m.Trouble, null);

    /// <summary>Puts a new member in the place of this one, which has not joined.</summary>
    public void Replace()
    {
        var old = _current;
        old.Dispose();
        _current = create();
    }

    /// <inheritdoc/>
    public void Subscribe(IReadOnlyCollection<string> topics) => _current.Subscribe(topics);

    /// <inheritdoc/>
    public void Poll(TimeSpan timeout, IGroupListener listener) => _current.Poll(timeout, listener);

    /// <inheritdoc/>
    public void Accept(IReadOnlyCollection<TopicPartition> partitions) => _current.Accept(partitions);

    /// <inheritdoc/>
    public void GiveBack(IReadOnlyCollection<TopicPartition> partitions) => _current.GiveBack(partitions);

    /// <inheritdoc/>
    public IGroupMetadata TakeMetadata() => Call(static m => m.TakeMetadata());

    /// <inheritdoc/>
    public void Commit(IReadOnlyList<CommittedOffset> offsets, TimeSpan timeout) => Call(m =>
    {
        m.Commit(offsets, timeout);
        return true;
    });

    /// <inheritdoc/>
    public IReadOnlyList<CommittedOffset> Committed(IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout) =>
        Call(m => m.Committed(partitions, timeout));

    /// <inheritdoc/>
    public void Close(TimeSpan timeout) => _current.Close(timeout);

    /// <inheritdoc/>
    public void Dispose() => _current.Dispose();

    private T Call<T>(Func<IGroupMember, T> call)
    {
        try
        {
            return call(_current);
        }
        catch (ObjectDisposedException)
        {
            throw new KafkaException(new Error(ErrorCode.UnknownMemberId, "The group does not know this member any more; it joins anew"));
        }
    }

    private T Call<T>(Func<IGroupMember, T> call, T otherwise)
    {
        try
        {
            return call(_current);
        }
        catch (ObjectDisposedException)
        {
            return otherwise;
        }
    }
}
