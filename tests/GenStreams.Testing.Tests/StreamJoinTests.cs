using GenStreams.Testing.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests;

/// <summary>What of joins of streams the recordings of Kafka Streams do not show.</summary>
public sealed class StreamJoinTests
{
    [Fact]
    public void Rows_that_were_restored_find_partners_and_those_without_are_emitted()
    {
        using var before = new TopologyTestDriver<OuterPairs>();
        before.Input<string?, string?>("left").Pipe("a", "1", 1000);
        before.Input<string?, string?>("left").Pipe("a", "2", 1000);
        before.Input<string?, string?>("right").Pipe("b", "3", 1000);
        before.Input<string?, string?>("right").Pipe("c", "4", 1050);
        Assert.Empty(before.Output<string, string>("out").ReadAll());

        using var after = Restart(before);
        after.Input<string?, string?>("right").Pipe("a", "5", 1090);
        Assert.Equal([("a", "a:1/5"), ("a", "a:2/5")], after.Output<string, string>("out").ReadAll());
        after.Input<string?, string?>("left").Pipe("z", "6", 1101);
        Assert.Equal([("b", "b:/3")], after.Output<string, string>("out").ReadAll());
        Assert.Empty(after.DroppedRecords);
    }

    [Fact]
    public void The_first_record_after_a_restart_lets_all_go_whose_time_is_over()
    {
        using var before = new TopologyTestDriver<LeftPairs>();
        before.Input<string?, string?>("left").Pipe("a", "1", 1000);
        before.Input<string?, string?>("left").Pipe("b", "2", 1100);

        using var after = Restart(before);
        after.Input<string?, string?>("right").Pipe("a", "late", 1151);

        Assert.Equal([("a", "a:1/")], after.Output<string, string>("out").ReadAll());
    }

    [Fact]
    public void Where_stream_time_follows_the_clock_rows_without_a_partner_go_without_a_record()
    {
        using var driver = new TopologyTestDriver<LeftPairs>(new() { IdleStreamTime = TimeSpan.FromSeconds(1) });
        driver.Input<string?, string?>("left").Pipe("b", "2", 1000);
        driver.Input<string?, string?>("left").Pipe("a", "1", 1000);
        driver.Input<string?, string?>("left").Pipe("c", "3", 1100);
        driver.AdvanceWallClock(TimeSpan.FromMilliseconds(900));
        Assert.Empty(driver.Output<string, string>("out").ReadAll());

        driver.AdvanceWallClock(TimeSpan.FromSeconds(10));

        Assert.Equal([("a", "a:1/"), ("b", "b:2/"), ("c", "c:3/")], driver.Output<string, string>("out").ReadAll());
    }

    [Fact]
    public void An_error_of_one_match_ends_neither_the_others_nor_the_record()
    {
        using var driver = new TopologyTestDriver<FragilePairs>(new() { OnProcessingError = ErrorPolicy.Skip });
        var left = driver.Input<string, string>("left");
        left.Pipe("k", "1", 0);
        left.Pipe("k", "bad", 1);
        left.Pipe("k", "3", 2);
        driver.Input<string, string>("right").Pipe("k", "r", 3);
        left.Pipe("k", "4", 4);
        driver.Input<string, string>("right").Pipe("z", "s", 500);

        Assert.Equal([("k", "1/r"), ("k", "3/r"), ("k", "4/r")], driver.Output<string, string>("out").ReadAll());
    }

    [Fact]
    public void Records_whose_new_key_is_null_come_through_the_repartition_topics_of_an_outer_join()
    {
        using var driver = new TopologyTestDriver<RekeyedPairs>();
        driver.Input<string?, string?>("left").Pipe("x", "?", 10);
        driver.Input<string?, string?>("right").Pipe("y", "?", 11);
        driver.Input<string?, string?>("left").Pipe("x", "a1", 12);
        driver.Input<string?, string?>("right").Pipe("y", "a2", 13);

        Assert.Equal(
            [(null, ":?/"), (null, ":/?"), ("a", "a:a1/a2")],
            driver.Output<string?, string>("out").ReadAll().Select(record => (record.Key, record.Value!)));
        Assert.Equal(4, driver.Output<string, string>("join-Pair-left-repartition").Count + driver.Output<string, string>("join-Pair-right-repartition").Count);
    }

    [Fact]
    public void Sides_may_have_their_keys_and_values_in_different_forms()
    {
        using var driver = new TopologyTestDriver<MixedPairs>();
        driver.Input<byte[], int>("left").Pipe("k"u8.ToArray(), 4, 0);
        driver.Input<string, byte[]>("right").Pipe("k", [1, 2, 3], 50);
        driver.Input<string, byte[]>("right").Pipe("r", [1], 60);
        driver.Input<byte[], int>("left").Pipe("l"u8.ToArray(), 5, 70);
        driver.Input<byte[], int>("left").Pipe("z"u8.ToArray(), 6, 500);

        Assert.Equal(
            ["k:8/3", "r:/1", "l:10/0"],
            driver.Output<byte[], string>("out").ReadAll().Select(record => record.Value!));
    }

    [Fact]
    public void A_record_that_is_too_old_to_be_found_is_joined_and_then_dropped()
    {
        using var driver = new TopologyTestDriver<InnerPairs>();
        driver.Input<string?, string?>("left").Pipe("a", "1", 1000);
        driver.Input<string?, string?>("left").Pipe("b", "2", 500);
        driver.Input<string?, string?>("right").Pipe("b", "3", 500);

        Assert.Empty(driver.Output<string, string>("out").ReadAll());
        var dropped = Assert.Single(driver.DroppedRecords);
        Assert.Equal("Pair", dropped.Member);
    }

    /// <summary>A driver whose stores have what the changelogs of another have.</summary>
    private static TopologyTestDriver<T> Restart<T>(TopologyTestDriver<T> before)
        where T : class, ITopology<T>
    {
        var after = new TopologyTestDriver<T>();
        foreach (var store in T.Descriptor.SubTopologies.SelectMany(sub => sub.Stores))
        {
            var restored = after.Store<byte[], byte[]>(store.Name);
            foreach (var record in before.Output<byte[], byte[]>(store.Changelog!.Value.Resolve("join")).ReadAllRecords())
            {
                if (record.Value is null)
                {
                    restored.Delete(record.Key!);
                }
                else
                {
                    restored.Put(record.Key!, record.Value, record.Timestamp);
                }
            }
        }

        return after;
    }
}
