namespace GenStreams.Testing.Tests.Topologies;

/// <summary>Tables and a store whose types say that null can be there: for value types and for reference types.</summary>
[Topology("nullables")]
public partial class NullableTables
{
    [Source("in")] private partial Stream<string, string?> In { get; }

    [MapValues(nameof(In))] private static long? Parsed(string? value) => value is null ? null : value.Length;

    [ToTable(nameof(Parsed), Store = "lengths")] public partial Table<string, long?> Lengths { get; }

    [ToTable(nameof(In), Store = "texts")] public partial Table<string, string?> Texts { get; }

    [StateStore("seen")] private partial KeyValueStore<string, int?> Seen { get; }

    [ProcessValues(nameof(In)), Sink("out")]
    private static int Count(string key, string? value, KeyValueStore<string, int?> seen)
    {
        int count = (seen.Get(key) ?? 0) + 1;
        seen.Put(key, value is null ? null : count);
        return count;
    }
}
