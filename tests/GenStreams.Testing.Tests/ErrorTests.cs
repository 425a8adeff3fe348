using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

public sealed class ErrorTests
{
    [Fact]
    public void An_exception_reaches_the_test_with_its_place()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var input = driver.Input<string, string>("in");
        input.Pipe("fine");

        var error = Assert.Throws<StreamsException>(() => input.Pipe("k", "boom"));

        Assert.IsType<FormatException>(error.InnerException);
        Assert.Equal("Task 0_0 failed in 'Forward' (Process) at topic 'in', partition 0, offset 1: not a value", error.Message);
    }

    [Fact]
    public void A_topology_that_failed_takes_no_more_records_but_can_be_read()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var input = driver.Input<string, string>("in");
        input.Pipe("fine");
        Assert.Throws<StreamsException>(() => input.Pipe("boom"));

        var error = Assert.Throws<InvalidOperationException>(() => input.Pipe("more"));

        Assert.Contains("has failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("offset 1: not a value", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(driver.Commit);
        Assert.Throws<InvalidOperationException>(() => driver.AdvanceWallClock(TimeSpan.Zero));
        Assert.Equal("fine", driver.Output<string, string>("out").ReadValue());
    }

    [Fact]
    public void Errors_can_be_skipped()
    {
        using var driver = new TopologyTestDriver<Relay>(new() { OnProcessingError = ErrorPolicy.Skip });

        driver.Input<string, string>("in").PipeValues(["boom", "fine"]);

        Assert.Equal("fine", driver.Output<string, string>("out").ReadValue());
    }

    [Fact]
    public void Records_that_failed_can_go_to_a_dead_letter_topic()
    {
        using var driver = new TopologyTestDriver<Relay>(new() { OnProcessingError = ErrorPolicy.DeadLetter("dead") });

        driver.Input<string, string>("in").Pipe("k", "boom", timestamp: 5);

        var letter = driver.Output<string, string>("dead").ReadRecord();
        Assert.Equal(("k", "boom", 5L), (letter.Key, letter.Value, letter.Timestamp));
        Assert.True(letter.Headers.TryGetLast("__streams.errors.message", out var message));
        Assert.Equal("not a value"u8, message);
    }

    [Fact]
    public void A_handler_among_the_services_decides()
    {
        var handler = new SkipAndNote();
        var services = new Services(handler);
        using var driver = new TopologyTestDriver<Relay>(new() { OnProcessingError = ErrorPolicy.Handler, Services = services });

        driver.Input<string, string>("in").PipeValues(["fine", "boom", "fine too"]);

        Assert.Equal(2, driver.Output<string, string>("out").Count);
        Assert.Equal(["Forward: not a value at in@1"], handler.Asked);
    }

    [Fact]
    public void A_handler_that_is_not_among_the_services_is_missed_at_once()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new TopologyTestDriver<Relay>(new() { OnDeserializationError = ErrorPolicy.Handler }));

        Assert.Contains("needs an IDeserializationErrorHandler in Services", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropped_records_are_listed()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var keyed = driver.Input<string, string>("keyed");
        keyed.Pipe("k", "v");
        keyed.Pipe("v");

        Assert.Equal([new DroppedRecord("Forward", "null key", "keyed", 0, 1)], driver.DroppedRecords);
    }

    [Fact]
    public void A_partition_that_a_partitioner_made_up_is_an_error_that_names_the_topic()
    {
        using var driver = new TopologyTestDriver<Relay>();

        var error = Assert.Throws<StreamsException>(() => driver.Input<string, string>("in").Pipe("astray"));

        Assert.Contains("partition 7 of topic 'out', which has partitions 0 to 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_dispose_nothing_is_taken_and_no_store_is_read()
    {
        var driver = new TopologyTestDriver<CountByValue>();
        var input = driver.Input<string, string>("in");
        var store = driver.Store<string, long>("counts");
        driver.Dispose();

        Assert.Throws<ObjectDisposedException>(() => input.Pipe("a"));
        Assert.Throws<ObjectDisposedException>(() => store.TryGet("a", out _));
        driver.Dispose();
    }

    private sealed class SkipAndNote : IProcessingErrorHandler
    {
        public List<string> Asked { get; } = [];

        public ErrorAction Handle(in ErrorContext context)
        {
            Asked.Add($"{context.Member}: {context.Exception.Message} at {context.Topic}@{context.Offset}");
            return ErrorAction.Skip;
        }
    }
}
