namespace GenStreams.EndToEnd.Workloads;

/// <summary>A stream joined with a table: page views with the profiles of their users.</summary>
[Topology("enrich")]
internal sealed partial class Enrich
{
    [Source("enrich-views")]
    private partial Stream<string, string> Views { get; }

    [Source("enrich-profiles", Store = "profiles")]
    private partial Table<string, string> Profiles { get; }

    [Join(nameof(Views), nameof(Profiles), Kind = JoinKind.Left), Sink("enrich-out")]
    private static string WithProfile(string view, string? profile) => $"{view}|{profile ?? "null"}";
}
