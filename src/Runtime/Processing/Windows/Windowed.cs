using System.Globalization;

namespace GenStreams;

/// <summary>A key within a window: the keys of windowed tables.</summary>
/// <param name="Key">The key, never null.</param>
/// <param name="Start">Where the window starts: milliseconds since 1970-01-01 UTC, part of the window.</param>
/// <param name="End">
/// Where the window ends, milliseconds since 1970-01-01 UTC. It is the first instant after a tumbling or hopping window, and the last one
/// of a sliding window or a session.
/// </param>
/// <typeparam name="TKey">Type of the key.</typeparam>
public readonly record struct Windowed<TKey>(TKey Key, long Start, long End)
{
    /// <summary>The key and its window, as Kafka Streams shows them: <c>[key@start/end]</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Key}@{Start}/{End}]");
}
