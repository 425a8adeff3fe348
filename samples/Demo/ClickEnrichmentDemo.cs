namespace GenStreams.Samples.Demo;

/// <summary>A stream joined with a table, then with another stream.</summary>
internal sealed class ClickEnrichmentDemo : TopologyDemo<ClickEnrichment>
{
    public override string Name => "clicks";

    public override string About => "Page views get their user's profile, and what the user searched for within a second.";

    protected override void Write(DemoInput<ClickEnrichment> input)
    {
        input.Add("profiles", 1, new UserProfile("Mathias", "94301", ["surfing", "hiking"]), Start);
        input.Add("profiles", 2, new UserProfile("Anna", "94302", ["ski", "dancing"]), Start);

        // A view and a search that belong together.
        input.Add("pageviews", 2, new PageView("collections/mountain-wear/ski"), Start.AddSeconds(10));
        input.Add("searches", 2, new Search("ski boots"), Start.AddSeconds(10.5));

        // Two views, and a search that comes too late for the first.
        input.Add("pageviews", 1, new PageView("collections/wetsuits"), Start.AddSeconds(20));
        input.Add("pageviews", 1, new PageView("collections/boards"), Start.AddSeconds(21.5));
        input.Add("searches", 1, new Search("longboard"), Start.AddSeconds(22));

        // Somebody without a profile who does not search; the view is complete when time has gone on.
        input.Add("pageviews", 3, new PageView("start"), Start.AddSeconds(30));
        input.Add("searches", 9, new Search("something else"), Start.AddSeconds(40));
    }

    protected override void Show(DemoResults<ClickEnrichment> results, TextWriter output)
    {
        foreach (var (user, activity, time) in results.Of<int, UserActivity>("useractivity-output"))
        {
            output.WriteLine(
                $"  {(time - Start).TotalSeconds,5:F1} s  user {user} {activity!.User,-8} {activity.Page,-30} searched for: {activity.SearchedFor}");
        }
    }
}
