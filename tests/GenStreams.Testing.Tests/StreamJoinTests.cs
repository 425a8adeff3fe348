using GenStreams.Tasks;
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
