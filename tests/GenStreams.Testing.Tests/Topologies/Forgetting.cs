namespace GenStreams.Testing.Tests.Topologies;

[Topology("forgetting")]
public partial class Forgetting
{
    [Source("visits")] private partial Stream<string, string> Visits { get; }

    [Count(nameof(Visits), Retention = "10s"), Sink("counts")] public partial Table<string, long> Counts { get; }

    [Source("names", Retention = "10s")] public partial Table<string, string> Names { get; }

    [GroupBy(nameof(Names))] private static (string, string) ByName(string name) => (name, name);

    [Count(nameof(ByName)), Sink("bearers")] private partial Table<string, long> Bearers { get; }

    [Join(nameof(Visits), nameof(Names), Kind = JoinKind.Left), Sink("greetings")]
    private static string Greeting(string visit, string? name) => $"{visit} {name}";
}

[Topology("forgetting-store")]
public partial class ForgettingStore
{
    [Source("in")] private partial Stream<string, string> In { get; }

    [StateStore("seen", Retention = "10s")] public partial KeyValueStore<string, string> Seen { get; }

    [ProcessValues(nameof(In)), Sink("out")]
    private static string? Before(string key, string value, KeyValueStore<string, string> seen)
    {
        string? before = seen.Get(key);
        seen.Put(key, value);
        return before;
    }
}
