using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;

namespace GenStreams.Tasks;

/// <summary>
/// Finds out, on one thread, which record of a refused batch was meant, while the work since the last commit is done again: sends each suspected record alone. Who is
/// refused alone is decided on by the production handler, with the source record still there for a dead letter. Under exactly-once the refusal has spoilt the
/// transaction: the decision is kept, and carried out when the work is done once more.
/// </summary>
internal sealed class RefusedRecordGuard(
    RefusedRecords refused, TaskErrors errors, IStreamConsumer consumer, Func<string, bool> isChangelog, bool isTransactional, TimeSpan timeout) : ISendGuard
{
    private bool _isBusy;
    private RefusedRecords.Place _alone;
    private int _fingerprint;
    private ErrorAction? _pending;
    private StreamsException? _failure;

    /// <inheritdoc/>
    public bool IsOn => refused.IsAny && !_isBusy;

    /// <inheritdoc/>
    public bool TakesOver(StreamProducer producer, OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers)
    {
        var place = PlaceOf(producer.Source, topic);
        if (!refused.IsSuspect(place))
        {
            return false;
        }

        _isBusy = true;
        try
        {
            int fingerprint = Fingerprint(key, value);
            if (refused.TryGetDecision(place, fingerprint, out var decided))
            {
                errors.Apply(decided, topic.Name, partition);
            }
            else
            {
                SendAlone(producer, topic, partition, key, value, timestamp, headers, place, fingerprint);
            }
        }
        finally
        {
            _isBusy = false;
            _pending = null;
        }

        return true;
    }

    /// <summary>A record was not delivered.</summary>
    /// <returns>Whether the commit may go on without it.</returns>
    public bool OnUndelivered(UndeliveredRecord record)
    {
        if (!RefusedRecords.IsOfRecord(record.Error))
        {
            return false;
        }

        var place = PlaceOf(record.Source, record.Topic);
        if (!_isBusy || place != _alone)
        {
            refused.Suspect(place);
            return false;
        }

        // A change that is in a store and not in its changelog would be lost with the next restore.
        var action = isChangelog(record.Topic.Name) ? ErrorAction.Fail : errors.Ask(record);
        if (action.Kind == ErrorActionKind.Fail)
        {
            _failure = errors.Refused(record);
            return false;
        }

        if (isTransactional)
        {
            refused.Decide(place, _fingerprint, action);
            return false;
        }

        _pending = action;
        return true;
    }

    private void SendAlone(
        StreamProducer producer, OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers, in RefusedRecords.Place place,
        int fingerprint)
    {
        producer.Flush(timeout);
        _alone = place;
        _fingerprint = fingerprint;
        try
        {
            producer.Send(topic, partition, key, value, timestamp, headers);
            producer.Flush(timeout);
        }
        catch (KafkaException) when (_failure is not null)
        {
            throw _failure;
        }

        if (_pending is { } action)
        {
            errors.Apply(action, topic.Name, partition);
        }
    }

    private RefusedRecords.Place PlaceOf(long source, OutputTopic topic) => source == RecordSource.None
        ? new RefusedRecords.Place(null, RecordSource.None, topic.Name)
        : new RefusedRecords.Place(consumer.PartitionOf(RecordSource.Slot(source)), RecordSource.Offset(source), topic.Name);

    private static int Fingerprint(Bytes key, Bytes value)
    {
        var hash = default(HashCode);
        hash.AddBytes(key.Span);
        hash.Add(key.Span.Length);
        hash.AddBytes(value.Span);
        return hash.ToHashCode();
    }
}
