using GenStreams.Processing;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>Makes what decides on the records that go from topics into stores without a task.</summary>
/// <param name="unreadable">The error handler for deserialization.</param>
/// <param name="logger">Told of what is left out.</param>
internal sealed class StoreIntakes(IDeserializationErrorHandler unreadable, ILogger logger)
{
    /// <summary>The task of a partition of a global table, which belongs to none.</summary>
    public const int GlobalSubTopology = -1;

    /// <summary>What decides on the records of a topic; null when all can be read.</summary>
    /// <param name="check">Tells what can be read; null: everything.</param>
    /// <param name="member">The member that declares the table.</param>
    /// <param name="task">The task whose store it is.</param>
    public StoreIntake? Of(RecordCheck? check, string member, TaskId task) =>
        check is null ? null : new StoreIntake(check, member, task, unreadable, logger);
}
