namespace GenStreams.Tasks;

/// <summary>What a task with several partitions does about one of them that has no record to offer.</summary>
internal enum EmptyQueue
{
    /// <summary>To be found out.</summary>
    Unknown,

    /// <summary>Waits: a record that may be earlier than those at hand is on its way.</summary>
    Wait,

    /// <summary>Goes on without it.</summary>
    GoOn,
}
