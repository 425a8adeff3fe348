namespace GenStreams.RocksDb;

/// <summary>A store that has its content in the database of its task.</summary>
internal interface IRocksDbStore
{
    /// <summary>The content.</summary>
    RocksDbContent Content { get; }

    /// <summary>The content is that of the last commit again: what the store knows of what came behind it is forgotten.</summary>
    /// <param name="numbers">The numbers as of the commit.</param>
    void Loaded(ReadOnlySpan<long> numbers);
}
