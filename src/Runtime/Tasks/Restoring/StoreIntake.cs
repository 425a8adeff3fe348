using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// Decides on the records that go from a topic into a store without a task: those of global tables, and those that a table is restored from.
/// The error handler for deserialization is asked about those that cannot be read, as it is when they are processed.
/// </summary>
/// <param name="check">Tells what can be read.</param>
/// <param name="member">The member that declares the table.</param>
/// <param name="task">The task whose store it is; of a global table none, which is sub-topology -1.</param>
/// <param name="handler">Decides.</param>
/// <param name="logger">Told of what is left out.</param>
internal sealed class StoreIntake(RecordCheck check, string member, TaskId task, IDeserializationErrorHandler handler, ILogger logger)
{
    private readonly ConsumedRecord _record = new();

    /// <summary>Whether a record that was consumed goes into the store.</summary>
    /// <exception cref="StreamsException">It cannot be read, and the handler does not leave it out.</exception>
    public bool Takes(in ConsumedMessage message, TopicPartition partition, IStreamConsumer consumer)
    {
        if (check.ProblemOf(message.Raw) is not { } problem)
        {
            return true;
        }

        _record.MoveTo(in message, partition, consumer);
        LeaveOut(_record, problem);
        _record.MoveToNone();
        return false;
    }

    /// <summary>Whether a record goes into the store.</summary>
    /// <exception cref="StreamsException">It cannot be read, and the handler does not leave it out.</exception>
    public bool Takes(CurrentRecord record)
    {
        if (check.ProblemOf(record.Raw) is not { } problem)
        {
            return true;
        }

        LeaveOut(record, problem);
        return false;
    }

    private void LeaveOut(CurrentRecord record, Exception problem)
    {
        var action = handler.Handle(new ErrorContext(record, task, member, problem));
        switch (action.Kind)
        {
            case ErrorActionKind.Skip:
                Log.RecordSkipped(logger, problem, member, task, record.Topic, record.Partition, record.Offset);
                break;
            case ErrorActionKind.DeadLetter:
                // Every process reads it at every start: it would be sent again and again.
                Log.UnreadableNotDeadLettered(logger, problem, member, record.Topic, record.Partition, record.Offset, action.DeadLetterTopic!);
                break;
            default:
                throw new StreamsException(
                    $"The table '{member}' cannot be read at topic '{record.Topic}', partition {record.Partition}, offset {record.Offset}: {problem.Message}",
                    problem);
        }
    }
}
