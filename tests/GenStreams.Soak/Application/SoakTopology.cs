namespace GenStreams.Soak.Application;

/// <summary>
/// What the soak runs. Every input record has an id of its own, and every result names the ids that it was made of, so that what is lost
/// or doubled can be named.
/// </summary>
[Topology("soak")]
public partial class SoakTopology
{
    [Source("soak-lines")] private partial Stream<string?, string> Lines { get; }

    [Source("soak-events")] private partial Stream<string, string> Events { get; }

    [Source("soak-lefts")] private partial Stream<string, string> Lefts { get; }

    [Source("soak-rights")] private partial Stream<string, string> Rights { get; }

    [Source("soak-orders")] private partial Stream<string, string> Orders { get; }

    [Source("soak-users", Store = "users")] private partial Table<string, string> Users { get; }

    [Source("soak-items", Store = "items")] private partial Table<string, string> Items { get; }

    // A word count, behind a repartition topic: the id of the line under each of its words.
    [FlatMap(nameof(Lines))]
    private static void Words(string? key, string line, Output<string, string> words)
    {
        string[] parts = line.Split(' ');
        for (int i = 1; i < parts.Length; i++)
        {
            words.Emit(parts[i], parts[0]);
        }
    }

    [Aggregate(nameof(Words), Initializer = nameof(Nothing), Store = "words"), Sink("soak-words")]
    private static string Counted(string tally, string id) => Tally.Add(tally, id);

    [Aggregate(nameof(Events), Initializer = nameof(Nothing), Store = "hops"), Window(Hopping = "4s", Advance = "2s", Grace = "60s"), Sink("soak-hops")]
    private static string Hopped(string tally, string id) => Tally.Add(tally, id);

    [Aggregate(nameof(Events), Initializer = nameof(Nothing), Merger = nameof(Together), Store = "sessions")]
    [Window(Session = "2s", Grace = "60s"), Sink("soak-sessions")]
    private static string Sessions(string tally, string id) => Tally.Add(tally, id);

    private static string Nothing() => "";

    private static string Together(string left, string right) => Tally.Merge(left, right);

    [Join(nameof(Lefts), nameof(Rights), Kind = JoinKind.Left), Window(Within = "1s", Grace = "10s"), Sink("soak-pairs")]
    private static string Paired(string left, string? right) => $"{left} {right ?? "-"}";

    [Join(nameof(Orders), nameof(Users), Kind = JoinKind.Left), Sink("soak-enriched")]
    private static string Enriched(string order, string? user) => $"{order} {user ?? "-"}";

    // An item is "id owner".
    [Join(nameof(Items), nameof(Users), ForeignKey = nameof(OwnerOf)), Sink("soak-owned")]
    private static string Owned(string item, string user) => $"{item} {user}";

    private static string OwnerOf(string item) => item[(item.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}
