namespace GenStreams.EndToEnd.Workloads;

/// <summary>Two streams joined within a second: page views with the searches of their users.</summary>
[Topology("join")]
internal sealed partial class Join
{
    [Source("join-views")]
    private partial Stream<string, string> Views { get; }

    [Source("join-searches")]
    private partial Stream<string, string> Searches { get; }

    [Join(nameof(Views), nameof(Searches)), Window(Within = "1s"), Sink("join-out")]
    private static string WithSearch(string view, string search) => $"{view}|{search}";
}
