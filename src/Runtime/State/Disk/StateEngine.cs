namespace GenStreams.State.Disk;

/// <summary>Where the state of a topology's tasks lies: in memory, or wherever a subtype keeps it.</summary>
internal class StateEngine
{
    /// <summary>Stores are in memory. What lasts is in a file.</summary>
    public static StateEngine Memory { get; } = new();

    /// <summary>For subtypes.</summary>
    private protected StateEngine()
    {
    }

    /// <summary>Whether it keeps stores on disk, so that they can be larger than memory.</summary>
    public virtual bool IsPersistent => false;

    /// <summary>Opens what is there of a task's state, before its stores are made.</summary>
    /// <param name="folder">Where it is; null: nothing is kept.</param>
    /// <param name="stores">How many stores the task has.</param>
    /// <param name="settings">Whose state it is.</param>
    public virtual OpenedState Open(TaskFolder? folder, int stores, JournalSettings settings) => new(
        StoreFactory.InMemory, folder is null ? null : new FileStateJournal(new JournalFiles(folder.Path), stores, settings));
}
