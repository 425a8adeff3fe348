namespace GenStreams.State.Disk;

/// <summary>What an engine gives a task: who makes its stores, and what keeps them.</summary>
/// <param name="Factory">Makes the stores.</param>
/// <param name="Journal">Keeps them; null: they are in memory only.</param>
internal sealed record OpenedState(StoreFactory Factory, StateJournal? Journal) : IDisposable
{
    /// <summary>Closes both, after the stores were disposed of.</summary>
    public void Dispose()
    {
        Factory.Dispose();
        Journal?.Dispose();
    }
}
