using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

/// <summary>What comes out of a record cache comes from where the record came that changed it last, as in Kafka Streams.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData(0, "1 of in/0@0, 2 of in/0@1, 3 of in/0@2")]
    [InlineData(1_000_000, "2 of in/0@1, 3 of in/0@2")]
    public void A_change_is_of_its_last_record(long cache, string expected)
    {
        using var driver = new TopologyTestDriver<Origins>(new() { CacheBytes = cache, CommitsEachRecord = false });
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "1");
        input.Pipe("b", "2");
        input.Pipe("a", "3");
        driver.Commit();

        Assert.Equal(expected, string.Join(", ", driver.Output<string, string>("out").ReadAllRecords().Select(static record => record.Value)));
    }

    /// <summary>The bytes of that record are not there any more: rather than an empty dead letter there is an error.</summary>
    [Fact]
    public void What_a_record_cache_held_back_is_no_dead_letter()
    {
        using var driver = new TopologyTestDriver<Origins>(
            new() { CacheBytes = 1_000_000, CommitsEachRecord = false, OnProcessingError = ErrorPolicy.DeadLetter("dead") });
        driver.Input<string, string>("in").Pipe("a", "boom");

        Assert.ThrowsAny<Exception>(driver.Commit);
    }

    [Fact]
    public void Without_a_record_cache_it_is()
    {
        using var driver = new TopologyTestDriver<Origins>(new() { OnProcessingError = ErrorPolicy.DeadLetter("dead") });
        driver.Input<string, string>("in").Pipe("a", "boom");

        Assert.Equal("boom", driver.Output<string, string>("dead").ReadValue());
    }
}
