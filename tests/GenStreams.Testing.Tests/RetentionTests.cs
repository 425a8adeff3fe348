using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

/// <summary>Rows that nobody writes to are deleted after the retention of their table or store.</summary>
public sealed class RetentionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public void Rows_that_nobody_writes_to_go_with_the_time_at_which_they_were_to_go(long cache)
    {
        using var driver = new TopologyTestDriver<Forgetting>(new() { CacheBytes = cache, CommitsEachRecord = false });
        var visits = driver.Input<string, string>("visits");
        visits.Pipe("a", "1", 0);
        visits.Pipe("b", "2", 1000);
        visits.Pipe("b", "3", 9000);
        visits.Pipe("c", "4", 10_000);
        Assert.True(driver.Topology.Counts.TryGet("a", out _));
        visits.Pipe("c", "5", 11_500);
        Assert.False(driver.Topology.Counts.TryGet("a", out _));
        Assert.True(driver.Topology.Counts.TryGet("b", out long count));
        Assert.Equal(2, count);
        visits.Pipe("a", "6", 11_600);
        driver.Commit();

        var told = driver.Output<string, long?>("counts").ReadAllRecords();
        var logged = driver.Output<string, long?>("forgetting-Counts-changelog").ReadAllRecords();
        if (cache == 0)
        {
            Assert.Equal(("a", (long?)null, 10_000L), told.Where(record => record.Value is null).Select(record => (record.Key, record.Value, record.Timestamp)).Single());
        }

        Assert.Equal(logged.Select(record => (record.Key, record.Value, record.Timestamp)), told.Select(record => (record.Key, record.Value, record.Timestamp)));
        Assert.Equal(("a", (long?)1, 11_600L), (told[^1].Key, told[^1].Value, told[^1].Timestamp));
    }

    [Fact]
    public void What_reads_a_table_hears_of_rows_that_go_and_the_changelog_is_the_tables_own()
    {
        using var driver = new TopologyTestDriver<Forgetting>();
        var names = driver.Input<string, string?>("names");
        var visits = driver.Input<string, string>("visits");
        names.Pipe("a", "Ada", 0);
        names.Pipe("b", "Ada", 5000);
        visits.Pipe("a", "hello", 9000);
        visits.Pipe("a", "hello again", 12_000);
        visits.Pipe("b", "hello", 12_000);
        driver.Commit();

        Assert.Equal(["hello Ada", "hello again Ada", "hello Ada"], driver.Output<string, string>("greetings").ReadAll().Select(pair => pair.Value));
        Assert.Equal(1, driver.Output<string, long>("bearers").ReadAll()[^1].Value);
        Assert.Equal(
            [("a", "Ada", 0L), ("b", "Ada", 5000L), ("a", null, 10_000L)],
            driver.Output<string, string?>("forgetting-Names-changelog").ReadAllRecords().Select(record => (record.Key, record.Value, record.Timestamp)));
    }

    [Fact]
    public void A_store_of_a_users_own_forgets_too_and_its_changelog_hears_of_it()
    {
        using var driver = new TopologyTestDriver<ForgettingStore>();
        var records = driver.Input<string, string>("in");
        records.Pipe("a", "1", 0);
        records.Pipe("a", "2", 10_000);
        records.Pipe("b", "1", 20_001);
        records.Pipe("a", "3", 20_002);

        Assert.Equal([null, "1", null, null], driver.Output<string, string?>("out").ReadAll().Select(pair => pair.Value));
        Assert.Equal(
            [("a", 0L), ("a", 10_000), ("b", 20_001), ("a", 20_000), ("a", 20_002)],
            driver.Output<string, string?>("forgetting-store-seen-changelog").ReadAllRecords().Select(record => (record.Key!, record.Timestamp)));
    }

    [Fact]
    public void Many_rows_go_little_by_little_and_none_stays_longer_than_a_tenth_more()
    {
        using var driver = new TopologyTestDriver<ForgettingStore>();
        var records = driver.Input<string, string>("in");
        for (int i = 0; i < 1000; i++)
        {
            records.Pipe($"old {i}", "x", 0);
        }

        for (int i = 0; i < 100; i++)
        {
            records.Pipe("new", "x", 11_000 + i);
        }

        Assert.Equal([new("new", "x")], driver.Topology.Seen.All());
    }

    [Fact]
    public void Descriptions_say_how_long_stores_keep_what_is_in_them()
    {
        Assert.EndsWith("\nStores:\n   Counts: retention 10s\n   Names: retention 10s\n", Forgetting.Description, StringComparison.Ordinal);
    }
}
