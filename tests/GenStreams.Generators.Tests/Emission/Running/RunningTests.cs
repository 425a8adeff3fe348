using GenStreams.Testing;

namespace GenStreams.Generators.Tests.Emission.Running;

/// <summary>What generated code does beyond what Kafka Streams was recorded doing: errors, caches, headers, serdes, nulls.</summary>
public class RunningTests
{
    private const long Cache = 1_000_000;

    [Theory]
    [InlineData("length", "LENGTH", null)]
    [InlineData("upper", null, 5)]
    public void An_error_in_one_reader_leaves_the_others_alone(string value, string? upper, int? length)
    {
        using var driver = new TopologyTestDriver<FanOut>(new() { OnProcessingError = ErrorPolicy.Skip });
        driver.Input<string, string>("in").Pipe("k", value);
        Assert.Equal(length is null ? [] : [length.Value], driver.Output<string, int>("lengths").ReadAll().Select(static r => r.Value));
        Assert.Equal(upper is null ? [] : [upper], driver.Output<string, string>("upper").ReadAll().Select(static r => r.Value));
        Assert.Equal(value, driver.Output<string, string>("copy").ReadValue());
    }

    [Fact]
    public void An_error_in_the_last_reader_leaves_the_others_alone()
    {
        using var driver = new TopologyTestDriver<FanOut>(new() { OnProcessingError = ErrorPolicy.Skip });
        driver.Input<string, string>("in").Pipe("k", "copied");
        Assert.Equal(1, driver.Output<string, int>("lengths").Count);
        Assert.Equal(1, driver.Output<string, string>("upper").Count);
        Assert.True(driver.Output<string, string>("copy").IsEmpty);
    }

    [Fact]
    public void An_error_that_is_not_skipped_ends_the_task_at_the_operator_that_failed()
    {
        using var driver = new TopologyTestDriver<FanOut>();
        var error = Assert.Throws<StreamsException>(() => driver.Input<string, string>("in").Pipe("k", "upper"));
        Assert.Contains("'Upper' (Process)", error.Message, StringComparison.Ordinal);
        Assert.True(driver.Output<string, string>("copy").IsEmpty);
    }

    [Fact]
    public void Bytes_that_are_no_value_are_the_sources_error()
    {
        using var driver = new TopologyTestDriver<OldValues>(new() { OnDeserializationError = ErrorPolicy.Skip });
        driver.Input<string, string>("in", GenStreams.Serdes.StringSerde.Instance, GenStreams.Serdes.StringSerde.Instance).Pipe("k", "no number");
        driver.Input<string, long>("in").Pipe("k", 3);
        Assert.Equal(("k", 3L), driver.Output<string, long>("positive").ReadKeyValue());
    }

    [Fact]
    public void An_error_below_a_loop_costs_one_round()
    {
        using var driver = new TopologyTestDriver<Loop>(new() { OnProcessingError = ErrorPolicy.Skip });
        driver.Input<string, string>("in").Pipe("k", "one bad two");
        Assert.Equal(["one", "two"], driver.Output<string, string>("out").ReadAll().Select(static r => r.Value));
    }

    [Fact]
    public void A_method_that_fails_emits_nothing_and_the_next_record_starts_afresh()
    {
        using var driver = new TopologyTestDriver<Loop>(new() { OnProcessingError = ErrorPolicy.Skip });
        driver.Input<string, string>("in").PipeValues(["lost stop", "kept"]);
        Assert.Equal(["kept"], driver.Output<string, string>("out").ReadAll().Select(static r => r.Value));
    }

    [Fact]
    public void Null_for_a_parameter_that_does_not_take_it_is_an_error_that_names_it()
    {
        using var driver = new TopologyTestDriver<FanOut>();
        var error = Assert.Throws<StreamsException>(() => driver.Input<string, string>("in").PipeTombstone("k"));
        var cause = Assert.IsType<NullRecordException>(error.InnerException);
        Assert.Equal(
            "The value is null, but parameter 'value' of Length is 'string': declare it 'string?', or filter nulls out first.", cause.Message);
    }

    [Fact]
    public void Caches_are_flushed_upstream_first_so_that_one_commit_empties_all()
    {
        using var driver = new TopologyTestDriver<Caches>(new() { CacheBytes = Cache, CommitsEachRecord = false });
        driver.Input<string, string>("in").PipeAll([("a", "x"), ("b", "x"), ("a", "x")]);
        Assert.True(driver.Output<string, string>("out").IsEmpty);
        driver.Commit();
        Assert.Equal([("b", "1"), ("a", "2")], driver.Output<string, string>("out").ReadAll());
    }

    [Fact]
    public void A_full_cache_is_flushed_in_the_midst_of_records()
    {
        using var driver = new TopologyTestDriver<Caches>(new() { CacheBytes = 1, CommitsEachRecord = false });
        driver.Input<string, string>("in").PipeAll([("a", "x"), ("a", "x")]);
        Assert.Equal([("a", "1"), ("a", "2")], driver.Output<string, string>("out").ReadAll());
    }

    [Fact]
    public void Uncached_a_new_key_has_no_old_value()
    {
        using var driver = new TopologyTestDriver<OldValues>();
        driver.Input<string, long>("in").PipeAll([("k", -1), ("k", 2), ("k", 20), ("k", -30)]);
        Assert.Equal([("k", 1L), ("k", 21L), ("k", null)], Values(driver, "positive"));
        Assert.Equal([("k", 21L), ("k", null)], Values(driver, "great"));
    }

    [Fact]
    public void Cached_the_old_value_is_that_of_the_last_flush()
    {
        using var driver = new TopologyTestDriver<OldValues>(new() { CacheBytes = Cache, CommitsEachRecord = false });
        var input = driver.Input<string, long>("in");
        input.PipeAll([("k", 20), ("k", -30)]);
        driver.Commit();
        Assert.True(driver.Output<string, long>("positive").IsEmpty);
        input.Pipe("k", 30);
        driver.Commit();
        input.Pipe("k", -30);
        driver.Commit();
        Assert.Equal([("k", 20L), ("k", null)], Values(driver, "positive"));
    }

    [Fact]
    public void Values_are_recoded_where_the_serde_changes()
    {
        using var driver = new TopologyTestDriver<Recoded>();
        driver.Input<string, string>("plain").Pipe("k", "one");
        driver.Input<string, string>("upper").Pipe("k", "TWO");
        Assert.Equal(["one", "two"], driver.Output<string, string>("out").ReadAll().Select(static r => r.Value));
    }

    [Fact]
    public void A_partitioner_chooses_among_the_topics_partitions()
    {
        using var driver = new TopologyTestDriver<Chosen>(new() { PartitionCounts = new Dictionary<string, int> { ["spread"] = 3 } });
        driver.Input<string, string>("in").Pipe("k", "2");
        Assert.Equal(2, driver.Output<string, string>("spread").ReadRecord().Partition);
        var error = Assert.Throws<StreamsException>(() => driver.Input<string, string>("in").Pipe("k", "3"));
        Assert.Equal("ByValue chose partition 3 of topic 'spread', which has 3: return 0 to 2.", error.InnerException!.Message);
    }

    [Fact]
    public void A_store_is_the_same_by_property_and_by_parameter()
    {
        using var driver = new TopologyTestDriver<OwnStore>();
        driver.Input<string, string>("in").PipeAll([("k", "one"), ("k", "two")]);
        Assert.Equal([("k", null), ("k", "one")], driver.Output<string, string>("out").ReadAll());
        Assert.True(driver.Topology.Last.TryGet("k", out string? last) && last == "two");
    }

    [Fact]
    public void A_change_from_the_cache_has_the_headers_and_the_time_of_the_record_that_made_it()
    {
        using var driver = new TopologyTestDriver<Headers>(new() { CacheBytes = Cache, CommitsEachRecord = false });
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "1", timestamp: 10, headers: With("of", "a"));
        input.Pipe("b", "2", timestamp: 20, headers: With("of", "b"));
        driver.Commit();
        var records = driver.Output<string, string>("out").ReadAllRecords();
        Assert.Equal([10, 20], records.Select(static r => r.Timestamp));
        Assert.True(records[0].Headers.TryGetLast("of", out var first));
        Assert.Equal("a"u8, first);
        Assert.True(records[0].Headers.TryGetLast("seen", out _));
        Assert.Equal(2, records[1].Headers.Count);
    }

    [Fact]
    public void Rows_can_be_joined_as_bytes()
    {
        using var driver = new TopologyTestDriver<RawJoin>();
        driver.Input<string, string>("names").Pipe("k", "anna");
        driver.Input<string, string>("places").Pipe("anna", "oslo");
        driver.Input<string, string>("in").Pipe("k", "x");
        Assert.Equal("oslo", driver.Output<string, string>("out", GenStreams.Serdes.StringSerde.Instance, GenStreams.Serdes.StringSerde.Instance).ReadValue());
    }

    [Fact]
    public void Records_are_printed_as_Kafka_Streams_prints_them()
    {
        var before = Console.Out;
        using var printed = new StringWriter { NewLine = "\n" };
        try
        {
            Console.SetOut(printed);
            using var driver = new TopologyTestDriver<Printed>();
            var input = driver.Input<string, double>("in");
            input.Pipe("k", -1.5);
            input.PipeTombstone(null);
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal("[In]: k, -1.5\n[all]: k, -1.5\n[In]: null, null\n[all]: null, null\n", printed.ToString());
    }

    private static IEnumerable<(string?, long?)> Values(TopologyTestDriver<OldValues> driver, string topic) => driver.Output<string, long?>(topic).ReadAll();

    private static RecordHeaders With(string name, string value)
    {
        var headers = new RecordHeaders();
        headers.Add(name, System.Text.Encoding.UTF8.GetBytes(value));
        return headers;
    }
}
