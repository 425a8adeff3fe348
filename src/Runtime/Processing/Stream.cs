namespace GenStreams;

/// <summary>The type of a member that is a stream: every record stands for itself.</summary>
/// <remarks>
/// A declaration only: a topology's members name the edges of its graph, and this type gives an edge its key and value types.
/// A nullable type argument says that nulls are expected there.
/// </remarks>
/// <typeparam name="TKey">Type of the records' keys.</typeparam>
/// <typeparam name="TValue">Type of the records' values.</typeparam>
public readonly struct Stream<TKey, TValue>
{
}
