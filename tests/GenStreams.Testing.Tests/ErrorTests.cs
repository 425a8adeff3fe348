using GenStreams.Processing;
using GenStreams.Testing.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests;

public sealed class ErrorTests
{
    [Fact]
    public void An_exception_reaches_the_test_with_its_place()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var input = driver.Input<string, string>("in");
        input.Pipe("fine");

        var error = Assert.Throws<TopologyFailedException>(() => input.Pipe("k", "boom"));

        Assert.IsType<FormatException>(error.InnerException);
        Assert.Equal(
            "Topology 'relay' failed in 'Forward' (Process) at topic 'in', partition 0, offset 1: FormatException: not a value", error.Message);
        Assert.Equal(("Forward", "in", 0, 1L), (error.Member, error.Topic, error.Partition, error.Offset));
    }

    [Fact]
    public void A_topology_that_failed_takes_no_more_records_but_can_be_read()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var input = driver.Input<string, string>("in");
        input.Pipe("fine");
        Assert.Throws<TopologyFailedException>(() => input.Pipe("boom"));

        var error = Assert.Throws<InvalidOperationException>(() => input.Pipe("more"));

        Assert.Contains("has ended", error.Message, StringComparison.Ordinal);
        Assert.Contains("FormatException: not a value", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(driver.Commit);
        Assert.Throws<InvalidOperationException>(() => driver.AdvanceWallClock(TimeSpan.Zero));
        Assert.Equal("fine", driver.Output<string, string>("out").ReadValue());
    }

    [Fact]
    public void A_handler_that_resumes_lets_the_topology_go_on()
    {
        var errors = new ResumeAll();
        using var driver = new TopologyTestDriver<Relay>(new() { Errors = errors });

        driver.Input<string, string>("in").PipeValues(["boom", "fine"]);

        Assert.Equal("fine", driver.Output<string, string>("out").ReadValue());
        Assert.Equal(["Forward: not a value at in@0"], errors.Asked);
    }

    [Fact]
    public void Dropped_records_are_listed_and_told_to_the_handler()
    {
        var errors = new ResumeAll();
        using var driver = new TopologyTestDriver<Relay>(new() { Errors = errors });
        var keyed = driver.Input<string, string>("keyed");
        keyed.Pipe("k", "v");
        keyed.Pipe("v");

        Assert.Equal([new DroppedRecord("Forward", "null key", "keyed", 0, 1)], driver.DroppedRecords);
        Assert.Equal(["Forward: null key"], errors.Told);
    }

    [Fact]
    public void A_partition_that_a_partitioner_made_up_is_an_error_that_names_the_topic()
    {
        using var driver = new TopologyTestDriver<Relay>();

        var error = Assert.Throws<TopologyFailedException>(() => driver.Input<string, string>("in").Pipe("astray"));

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

    private sealed class ResumeAll : ITaskErrors
    {
        public List<string> Asked { get; } = [];

        public List<string> Told { get; } = [];

        public bool Resume(TopologyTask task, StepDescriptor step, Exception exception)
        {
            Asked.Add($"{step.Member}: {exception.Message} at {task.Context.Record.Topic}@{task.Context.Record.Offset}");
            return true;
        }

        public void Dropped(TopologyTask task, string member, string reason) => Told.Add($"{member}: {reason}");
    }
}
