namespace GenStreams.Testing.Tests.Docs;

[Topology("different")]
public partial class Different
{
    [Source("numbers")]
    private partial Stream<string, string> Numbers { get; }

    [Source("names", Store = "names")]
    public partial Table<string, string> Names { get; }

    [Process(nameof(Numbers)), Sink("emitted")]
    private static void Emitted(string text, Output<string, string> emitted)
    {
        emitted.Emit("before", text);
        ArgumentOutOfRangeException.ThrowIfEqual(text, "bad");
    }

    [SelectKey(nameof(Numbers))]
    private static string ByText(string text) => text;

    [Count(nameof(ByText)), Sink("counted")]
    private partial Table<string, long> Counted { get; }

    [Count(nameof(Numbers), Store = "closed"), Window(Tumbling = "10s", Emit = Emit.OnClose), Sink("closed")]
    private partial WindowedTable<string, long> Closed { get; }
}

/// <summary>What docs/not-like-kafka-streams.md says of what can be seen without a broker.</summary>
public sealed class NotLikeKafkaStreamsTests
{
    [Fact]
    public void Nothing_goes_on_when_a_method_throws_after_it_emitted()
    {
        using var driver = new TopologyTestDriver<Different>(new() { OnProcessingError = ErrorPolicy.Skip });

        driver.Input<string, string>("numbers").Pipe("k", "bad");

        Assert.True(driver.Output<string, string>("emitted").IsEmpty);
        Assert.Equal(("bad", 1L), driver.Output<string, long>("counted").ReadKeyValue());
    }

    [Fact]
    public void Null_for_a_parameter_that_does_not_take_it_is_an_error_that_says_so()
    {
        using var driver = new TopologyTestDriver<Different>();

        var error = Assert.Throws<StreamsException>(() => driver.Input<string, string>("numbers").PipeTombstone("k"));

        Assert.IsType<NullRecordException>(error.InnerException);
        Assert.Contains("'text'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Internal_topics_are_named_after_members_and_a_source_topic_is_its_tables_changelog()
    {
        using var driver = new TopologyTestDriver<Different>();
        var numbers = driver.Input<string, string>("numbers");

        driver.Input<string, string>("names").Pipe("k", "name", timestamp: 1);
        numbers.Pipe("k", "7", timestamp: 1000);
        numbers.Pipe("k", "7", timestamp: 11_000);

        Assert.True(driver.Topology.Names.TryGet("k", out _));
        Assert.Equal(
            [
                "closed", "counted", "different-Counted-changelog", "different-Counted-repartition", "different-closed-changelog",
                "different-closed-progress-changelog", "emitted",
            ],
            driver.ProducedTopics.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_window_is_emitted_with_the_record_that_closes_it()
    {
        using var driver = new TopologyTestDriver<Different>();
        var numbers = driver.Input<string, string>("numbers");

        numbers.Pipe("k", "7", timestamp: 1000);
        numbers.Pipe("k", "7", timestamp: 10_000);

        Assert.Equal((new Windowed<string>("k", 0, 10_000), 1L), driver.Output<Windowed<string>, long>("closed").ReadKeyValue());
    }
}
