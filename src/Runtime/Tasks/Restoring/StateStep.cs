namespace GenStreams.Tasks;

/// <summary>How far the restore of a task is.</summary>
internal enum StateStep
{
    /// <summary>Where its changelogs end is to be asked.</summary>
    AwaitsEnds,

    /// <summary>Its changelogs are read.</summary>
    Reads,

    /// <summary>All of them are read; where the task goes on is to be asked.</summary>
    AwaitsOffsets,

    /// <summary>Its source topics that serve as changelogs are read up to there.</summary>
    ReadsSources,
}
