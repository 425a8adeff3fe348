namespace GenStreams.State.Disk;

/// <summary>The files of a task's journal: the one that counts, and at times a new one that is to take its place.</summary>
/// <param name="folder">The folder of the task.</param>
internal class JournalFiles(string folder)
{
    private const string Name = "journal";
    private const string NewName = "journal.new";

    /// <summary>Opens the file that counts.</summary>
    /// <returns>The file; null when there is none.</returns>
    public JournalFile? OpenExisting()
    {
        File.Delete(Path.Combine(folder, NewName));
        string path = Path.Combine(folder, Name);
        return File.Exists(path) ? Open(path, FileMode.Open) : null;
    }

    /// <summary>Makes the file that counts, or empties it.</summary>
    public JournalFile Create() => Open(Path.Combine(folder, Name), FileMode.Create);

    /// <summary>Makes the file that is to take its place.</summary>
    public JournalFile CreateNew() => Open(Path.Combine(folder, NewName), FileMode.Create);

    /// <summary>Lets the new file take the place of the one that counts, which is closed. It does so at once or not at all.</summary>
    public void Replace() => File.Move(Path.Combine(folder, NewName), Path.Combine(folder, Name), overwrite: true);

    /// <summary>Deletes the file that was to take its place.</summary>
    public void DeleteNew() => File.Delete(Path.Combine(folder, NewName));

    /// <summary>Deletes the file that counts.</summary>
    public void Delete() => File.Delete(Path.Combine(folder, Name));

    /// <summary>Opens a file.</summary>
    protected virtual JournalFile Open(string path, FileMode mode) => new(path, mode);
}
