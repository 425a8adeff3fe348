namespace GenStreams.Samples;

/// <summary>A user looked at a page.</summary>
public sealed record PageView(string Page);

/// <summary>A user searched for something.</summary>
public sealed record Search(string Terms);

/// <summary>What is known of a user.</summary>
public sealed record UserProfile(string Name, string ZipCode, string[] Interests);

/// <summary>What a user did, with all that is known of it.</summary>
/// <param name="Page">The page.</param>
/// <param name="User">The user's name; empty when unknown.</param>
/// <param name="ZipCode">Where the user lives; empty when unknown.</param>
/// <param name="Interests">What the user likes.</param>
/// <param name="SearchedFor">What the user searched for within a second; empty when for nothing.</param>
public sealed record UserActivity(string Page, string User, string ZipCode, string[] Interests, string SearchedFor)
{
    public static UserActivity From(PageView view, UserProfile? profile) =>
        new(view.Page, profile?.Name ?? "", profile?.ZipCode ?? "", profile?.Interests ?? [], "");
}

/// <summary>
/// Enriches page views: with the user's profile as it is at that moment, and with what the user searched for within a second after.
/// </summary>
[Topology("clicks")]
public partial class ClickEnrichment
{
    [Source("pageviews")] private partial Stream<int, PageView> Views { get; }

    [Source("searches")] private partial Stream<int, Search> Searches { get; }

    [Source("profiles")] private partial Table<int, UserProfile> Profiles { get; }

    [Join(nameof(Views), nameof(Profiles), Kind = JoinKind.Left)]
    private static UserActivity WithProfile(PageView view, UserProfile? profile) => UserActivity.From(view, profile);

    [Join(nameof(WithProfile), nameof(Searches), Kind = JoinKind.Left), Window(Before = "0s", After = "1s")]
    [Sink("useractivity-output")]
    private static UserActivity Complete(UserActivity activity, Search? search) => activity with { SearchedFor = search?.Terms ?? "" };
}
