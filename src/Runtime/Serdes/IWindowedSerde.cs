namespace GenStreams.Serdes;

/// <summary>A serde of windowed keys: what it writes is a key, and after it the window.</summary>
internal interface IWindowedSerde
{
    /// <summary>How many bytes after the key are the window's.</summary>
    int WindowLength { get; }
}
