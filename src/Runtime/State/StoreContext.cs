namespace GenStreams.State;

/// <summary>What a new store gets from its surroundings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Changelog">Where its changes go; null when it has none.</param>
/// <param name="Cache">
/// How much it may hold back together with the other stores of its thread; null, or a limit of 0: it has no record cache.
/// </param>
/// <param name="KeepsUndo">Whether it is to be able to take back what was done since the last commit.</param>
internal readonly record struct StoreContext(
    string Name, IChangelog? Changelog = null, RecordCacheBudget? Cache = null, bool KeepsUndo = false)
{
    /// <summary>Whether an engine that keeps only such stores on disk keeps this one there.</summary>
    public bool IsPersistent { get; init; }
}
