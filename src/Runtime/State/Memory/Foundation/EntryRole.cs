namespace GenStreams.State;

/// <summary>What a block of a <see cref="MemoryKeyValueStore"/> is for: it says who points to it.</summary>
internal enum EntryRole
{
    /// <summary>The entry of a key: the index points to it, and the held back change if there is one.</summary>
    Current,

    /// <summary>The entry as of the last flush: a held back change points to it.</summary>
    Old,

    /// <summary>The headers of the last writer, as value: a held back change points to it.</summary>
    Headers,

    /// <summary>The head of a record key's entries in a <see cref="MemoryTimeOrderedStore"/>: the index and they point to it.</summary>
    Directory,
}
