using GenStreams.Testing;

namespace GenStreams.Samples.Tests;

public sealed class ClickEnrichmentTests
{
    private static readonly UserProfile Anna = new("Anna", "94302", ["ski"]);

    [Fact]
    public void A_view_gets_the_profile_of_its_time_and_a_search_within_a_second()
    {
        using var driver = new TopologyTestDriver<ClickEnrichment>();
        driver.Input<int, UserProfile>("profiles").Pipe(2, Anna, 0);
        driver.Input<int, PageView>("pageviews").Pipe(2, new("ski"), 1000);
        driver.Input<int, Search>("searches").Pipe(2, new("boots"), 2000);
        driver.Input<int, Search>("searches").Pipe(2, new("poles"), 2001);

        var record = Assert.Single(driver.Output<int, UserActivity>("useractivity-output").ReadAllRecords());
        Assert.Equal((2, 2000), (record.Key, record.Timestamp));
        Assert.Equal(("ski", "Anna", "94302", "boots"), Text(record.Value!));
        Assert.Equal(["ski"], record.Value!.Interests);
    }

    [Fact]
    public void A_search_before_the_view_does_not_count()
    {
        using var driver = new TopologyTestDriver<ClickEnrichment>();
        driver.Input<int, Search>("searches").Pipe(2, new("boots"), 999);
        driver.Input<int, PageView>("pageviews").Pipe(2, new("ski"), 1000);
        Assert.Equal(0, driver.Output<int, UserActivity>("useractivity-output").Count);

        driver.Input<int, Search>("searches").Pipe(3, new("later"), 2001);

        Assert.Equal(("ski", "", "", ""), Text(driver.Output<int, UserActivity>("useractivity-output").ReadKeyValue().Value!));
    }

    [Fact]
    public void Each_search_within_the_second_makes_a_result()
    {
        using var driver = new TopologyTestDriver<ClickEnrichment>();
        driver.Input<int, PageView>("pageviews").Pipe(2, new("ski"), 1000);
        driver.Input<int, Search>("searches").Pipe(2, new("boots"), 1200);
        driver.Input<int, Search>("searches").Pipe(2, new("poles"), 1100);

        Assert.Equal(
            ["boots", "poles"],
            driver.Output<int, UserActivity>("useractivity-output").ReadAll().Select(record => record.Value!.SearchedFor));
    }

    private static (string Page, string User, string ZipCode, string SearchedFor) Text(UserActivity activity) =>
        (activity.Page, activity.User, activity.ZipCode, activity.SearchedFor);
}
