using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

/// <summary>The driver with topologies that the compiler wrote.</summary>
public sealed class GeneratedTopologyTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1_000_000)]
    [InlineData(4, 0)]
    [InlineData(4, 1_000_000)]
    public void Words_are_counted(int partitions, long cacheBytes)
    {
        using var driver = new TopologyTestDriver<WordCount>(new() { Partitions = partitions, CacheBytes = cacheBytes });
        var lines = driver.Input<string, string>("wordcount-input");
        var counts = driver.Output<string, long>("wordcount-output");

        lines.Pipe(null, "hello kafka", timestamp: 3);
        Assert.Equal(("hello", 1L), counts.ReadKeyValue());
        Assert.Equal(("kafka", 1L), counts.ReadKeyValue());

        lines.Pipe("hello hello");
        Assert.Equal([("hello", 2L), ("hello", 3L)], counts.ReadAll());
        Assert.True(driver.Topology.Counts.TryGet("hello", out long count));
        Assert.Equal(3, count);
        Assert.Equal([new("hello", 3), new("kafka", 1)], driver.Store<string, long>("counts").All());
    }

    [Fact]
    public void Tables_and_stores_of_nullable_types_hold_values_and_lose_them_to_nulls()
    {
        using var driver = new TopologyTestDriver<NullableTables>();
        var input = driver.Input<string, string?>("in");
        var counts = driver.Output<string, int>("out");

        input.Pipe("a", "four");
        Assert.True(driver.Topology.Lengths.TryGet("a", out long? length));
        Assert.Equal(4, length);
        Assert.True(driver.Topology.Texts.TryGet("a", out string? text));
        Assert.Equal("four", text);

        input.Pipe("a", "five!");
        input.Pipe("a", null);
        input.Pipe("a", "x");
        Assert.Equal([("a", 1), ("a", 2), ("a", 3), ("a", 1)], counts.ReadAll());
        input.Pipe("a", null);
        Assert.False(driver.Topology.Lengths.TryGet("a", out _));
        Assert.False(driver.Topology.Texts.TryGet("a", out _));
    }

    [Fact]
    public void Without_commits_a_cache_keeps_the_last_count_of_each_word()
    {
        using var driver = new TopologyTestDriver<WordCount>(new() { CacheBytes = 1_000_000, CommitsEachRecord = false });
        driver.Input<string, string>("wordcount-input").PipeValues(["a b a", "b", "c b"]);
        var counts = driver.Output<string, long>("wordcount-output");
        Assert.True(counts.IsEmpty);

        driver.Commit();

        Assert.Equal([("a", 2L), ("c", 1L), ("b", 3L)], counts.ReadAll());
    }

    [Fact]
    public void The_one_step_form_runs()
    {
        using var driver = new TopologyTestDriver<Yelling>();
        driver.Input<int, string>("quiet").Pipe(7, "help");

        Assert.Equal((7, "HELP"), driver.Output<int, string>("loud").ReadKeyValue());
    }

    [Fact]
    public void Types_of_the_user_go_through_the_serdes_that_were_generated_for_them()
    {
        using var driver = Orders();
        driver.Input<long, Order>("orders").PipeAll([(1, new("ann", 10, 2)), (2, new("bob", 5, 1)), (3, new("ann", 1, 10))]);

        Assert.Equal(
            [("ann", new Turnover(10, 1)), ("bob", new Turnover(5, 1)), ("ann", new Turnover(15, 2))],
            driver.Output<string, Turnover>("turnovers").ReadAll());
        Assert.Equal(new Order("ann", 5, 2), driver.Output<long, Order>("discounted").ReadValue());
        Assert.True(driver.Store<string, Turnover>("turnovers").TryGet("ann", out var turnover));
        Assert.Equal(new Turnover(15, 2), turnover);
    }

    [Fact]
    public void A_topic_of_one_type_is_not_read_as_another()
    {
        using var driver = Orders();

        var error = Assert.Throws<ArgumentException>(() => driver.Output<string, Order>("turnovers"));

        Assert.Contains("values of topic 'turnovers' are asked for as Order", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_is_missing_is_named()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new TopologyTestDriver<Orders>());

        Assert.Contains(nameof(IDiscounts), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_in_an_operator_names_the_operator()
    {
        using var driver = Orders();

        var error = Assert.Throws<StreamsException>(() => driver.Input<long, Order>("orders").Pipe(1, new("ann", 10, 0)));

        Assert.Equal("Task 0_0 failed in 'Valid' (Process) at topic 'orders', partition 0, offset 0: 0 pieces", error.Message);
        Assert.IsType<ArgumentException>(error.InnerException);
    }

    [Fact]
    public void A_skipped_error_of_one_branch_does_not_end_the_others()
    {
        using var driver = Orders(ErrorPolicy.Skip);
        driver.Input<long, Order>("orders").Pipe(1, new("ann", 10, 0));

        Assert.Equal(1, driver.Output<long, Order>("discounted").Count);
        Assert.True(driver.Output<long, Order>("valid").IsEmpty);
    }

    [Fact]
    public void Bytes_that_are_no_value_fail_at_the_source()
    {
        using var driver = Orders();

        var error = Assert.Throws<StreamsException>(() => driver.Input<byte[], byte[]>("orders").Pipe([0, 0, 0, 0, 0, 0, 0, 1], [0xc1]));

        Assert.Contains("'Placed' (DeserializeValue) at topic 'orders', partition 0, offset 0", error.Message, StringComparison.Ordinal);
    }

    private static TopologyTestDriver<Orders> Orders(ErrorPolicy? onProcessingError = null) => new(new()
    {
        Services = new Services(new HalfPriceForAnn()),
        OnProcessingError = onProcessingError ?? ErrorPolicy.Fail,
    });

    private sealed class HalfPriceForAnn : IDiscounts
    {
        public decimal Of(string customer) => customer == "ann" ? 0.5m : 0;
    }
}
