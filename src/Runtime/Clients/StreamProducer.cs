using Confluent.Kafka;
using GenStreams.Processing;

namespace GenStreams.Clients;

/// <summary>
/// The producer of a stream thread: a collector with a life cycle. Used by one thread.
/// </summary>
internal abstract class StreamProducer : RecordCollector, IDisposable
{
    /// <summary>Told of each record that the broker has: topic, partition, and offset where it is known (else -1).</summary>
    public Action<OutputTopic, int, long>? Acknowledged { get; set; }

    /// <summary>
    /// What the records that follow come from: a number of the owner's, given back with each of them that cannot be delivered
    /// (<see cref="UndeliveredRecord.Source"/>).
    /// </summary>
    public virtual long Source { get; set; }

    /// <summary>Looks at records before they are sent; null: nobody does.</summary>
    public virtual ISendGuard? Guard { get; set; }

    /// <summary>From now on, and whatever happens, nothing is sent or committed: every call that would throws. For all threads to call.</summary>
    public abstract void Refuse();

    /// <summary>
    /// Waits until all records sent so far are acknowledged.
    /// </summary>
    /// <exception cref="KafkaException">
    /// A record could not be delivered, or the wait took longer than <paramref name="timeout"/>. The message names topic and partition of
    /// the first one. No delivery failure is ever lost: nothing may be committed after this, and until an abort every further call, also to
    /// <see cref="RecordCollector.Send"/>, throws the same.
    /// </exception>
    public abstract void Flush(TimeSpan timeout);

    /// <summary>Serves delivery reports without waiting; cheap; called once per batch. Throws like <see cref="Flush"/>.</summary>
    public abstract void Poll();

    /// <summary>Starts the transactional producer; waits for an earlier one of the same id to be fenced.</summary>
    public abstract void InitTransactions(TimeSpan timeout);

    /// <summary>Begins a transaction.</summary>
    public abstract void BeginTransaction();

    /// <summary>Adds consumed offsets, of any topic, to the transaction.</summary>
    /// <param name="offsets">The offsets with their metadata; none does nothing.</param>
    /// <param name="group">The member as it stands now: <see cref="IGroupMember.TakeMetadata"/>. Disposed of by this.</param>
    /// <param name="timeout">How long the broker may take.</param>
    /// <exception cref="KafkaRetriableException">It can be tried again, also when the time is over.</exception>
    /// <exception cref="KafkaTxnRequiresAbortException">The transaction must be aborted; the member may be out of date.</exception>
    /// <exception cref="KafkaException">Fatal: the producer is lost. Not fatal: the call was wrong, such as outside of a transaction.</exception>
    public abstract void SendOffsets(IReadOnlyList<CommittedOffset> offsets, IGroupMetadata group, TimeSpan timeout);

    /// <summary>Commits the transaction.</summary>
    public abstract void CommitTransaction(TimeSpan timeout);

    /// <summary>Aborts the transaction; all that was sent in it never happened.</summary>
    public abstract void AbortTransaction(TimeSpan timeout);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the client. What was not flushed may be lost.</summary>
    protected abstract void Dispose(bool disposing);
}
