namespace GenStreams;

/// <summary>The type of a member that is a global table: every process has it whole, whatever its partitions.</summary>
/// <remarks>A declaration only, as <see cref="Stream{TKey, TValue}"/> is.</remarks>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public readonly struct GlobalTable<TKey, TValue>
{
}
