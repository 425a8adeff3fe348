using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Tests.Planning;

/// <summary>Where repartition topics come in, what they are called, and what they let through.</summary>
public class RepartitionTests
{
    private const string Rekeyed = """
        [Source("in")] private partial Stream<string, string> In { get; }
        [SelectKey(nameof(In))] private static string Key(string value) => value;
        """;

    [Fact]
    public void A_stream_that_kept_its_keys_is_not_repartitioned()
    {
        var plan = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [MapValues(nameof(In))] private static string Upper(string value) => value;
            [Filter(nameof(Upper))] private static bool All(string value) => true;
            [Count(nameof(All))] public partial Table<string, long> Counts { get; }
            """);
        Assert.Empty(plan.Repartitions());
        Assert.Single(plan.SubTopologies);
    }

    [Fact]
    public void The_topic_is_named_after_the_store_of_its_reader()
    {
        var plan = Plans.Of(Rekeyed + """
            [Count(nameof(Key), Store = "counts")] public partial Table<string, long> Counts { get; }
            """);
        Assert.Equal(["counts-repartition"], plan.Repartitions());
        Assert.Equal(["0: In, Key, counts-repartition-sink", "1: counts-repartition-source, Counts"], plan.Parts());
    }

    [Fact]
    public void It_stands_right_before_the_reader_below_what_keeps_the_new_key()
    {
        var plan = Plans.Of(Rekeyed + """
            [Filter(nameof(Key))] private static bool All(string value) => true;
            [Reduce(nameof(All)), Sink("out")] private static string Last(string left, string right) => right;
            """);
        Assert.Equal(["0: In, Key, All, Last-repartition-sink", "1: Last-repartition-source, Last, LastChanged, Last-sink"], plan.Parts());
    }

    [Fact]
    public void A_name_of_the_operator_goes_before_one_of_the_grouping_and_that_before_the_store()
    {
        const string Grouped = """
            [Source("in")] private partial Stream<string, string> In { get; }
            [GroupBy(nameof(In), Name = "grouped")] private static string Key(string value) => value;
            """;
        Assert.Equal(["grouped-repartition"], Plans.Of(Grouped + """
            [Count(nameof(Key), Store = "counts")] public partial Table<string, long> Counts { get; }
            """).Repartitions());
        Assert.Equal(["own-repartition"], Plans.Of(Grouped + """
            [Count(nameof(Key), Store = "counts", Repartition = "own")] public partial Table<string, long> Counts { get; }
            """).Repartitions());
    }

    [Fact]
    public void Readers_of_one_stream_share_a_topic_that_is_named_after_the_first()
    {
        var plan = Plans.Of(Rekeyed + """
            [Count(nameof(Key), Store = "z")] public partial Table<string, long> Counts { get; }
            [Reduce(nameof(Key), Store = "a")] private static string Last(string left, string right) => right;
            [ToTable(nameof(Key), Store = "m")] private partial Table<string, string> Rows { get; }
            """);
        Assert.Equal(["z-repartition"], plan.Repartitions());
        Assert.Equal(["0: In, Key, z-repartition-sink", "1: z-repartition-source, Counts, Last, Rows"], plan.Parts());
    }

    [Fact]
    public void Readers_with_names_of_their_own_get_topics_of_their_own()
    {
        var plan = Plans.Of(Rekeyed + """
            [Count(nameof(Key), Repartition = "one")] public partial Table<string, long> Counts { get; }
            [Reduce(nameof(Key), Repartition = "two"), Sink("two")] private static string Last(string left, string right) => right;
            [Aggregate(nameof(Key), Repartition = "one"), Sink("one")] private static void Sum(ref long sum, string value) => sum++;
            """);
        Assert.Equal(["one-repartition", "two-repartition"], plan.Repartitions());
    }

    [Fact]
    public void The_stream_side_of_a_join_goes_through_a_topic_of_the_joins_name()
    {
        const string Join = Rekeyed + """
            [Source("names")] private partial Table<string, string> Names { get; }
            """;
        Assert.Equal(["Named-left-repartition"], Plans.Of(Join + """
            [Join(nameof(Key), nameof(Names)), Sink("out")] private static string Named(string value, string name) => name;
            """).Repartitions());
        Assert.Equal(["j-left-repartition"], Plans.Of(Join + """
            [Join(nameof(Key), nameof(Names), Name = "j"), Sink("out")] private static string Named(string value, string name) => name;
            """).Repartitions());
    }

    [Fact]
    public void A_join_with_a_global_table_finds_its_partner_anywhere()
    {
        var plan = Plans.Of(Rekeyed + """
            [Source("names")] private partial GlobalTable<string, string> Names { get; }
            [Join(nameof(Key), nameof(Names), KeySelector = nameof(Id)), Sink("out")] private static string Named(string value, string name) => name;
            private static string Id(string value) => value;
            """);
        Assert.Empty(plan.Repartitions());
    }

    [Fact]
    public void After_an_explicit_repartition_none_is_needed()
    {
        var plan = Plans.Of(Rekeyed + """
            [Repartition(nameof(Key), Partitions = 3)] private partial Stream<string, string> ByKey { get; }
            [Count(nameof(ByKey))] public partial Table<string, long> Counts { get; }
            """);
        var topic = Assert.Single(plan.RepartitionTopics);
        Assert.Equal("ByKey-repartition", topic.Topic.Name);
        Assert.True(topic.Topic.IsInternal);
        Assert.Equal(3, topic.Partitions);
        Assert.Equal(["in"], topic.Upstream.Select(static upstream => upstream.Name));
    }

    [Fact]
    public void A_merge_needs_one_when_any_of_its_streams_does()
    {
        var plan = Plans.Of(Rekeyed + """
            [Source("more")] private partial Stream<string, string> More { get; }
            [Merge(nameof(More), nameof(Key))] private partial Stream<string, string> All { get; }
            [Count(nameof(All))] public partial Table<string, long> Counts { get; }
            """);
        var topic = Assert.Single(plan.RepartitionTopics);
        Assert.Equal(["in", "more"], topic.Upstream.Select(static upstream => upstream.Name));
    }

    [Fact]
    public void Records_without_a_key_end_before_the_topic()
    {
        var plan = Plans.Of(Rekeyed + """
            [Count(nameof(Key), Store = "counts")] public partial Table<string, long> Counts { get; }
            """);
        Assert.True(((RepartitionWork)plan.Node("counts-repartition-sink").Work).DropsNullKeys);
    }

    [Theory]
    [InlineData("JoinKind.Inner", true)]
    [InlineData("JoinKind.Left", false)]
    public void Records_without_a_key_go_on_to_a_left_join(string kind, bool drops)
    {
        var plan = Plans.Of(Rekeyed + $$"""
            [Source("names")] private partial Table<string, string> Names { get; }
            [Join(nameof(Key), nameof(Names), Kind = {{kind}}), Sink("out")] private static string Named(string value, string? name) => value;
            """);
        Assert.Equal(drops, ((RepartitionWork)plan.Node("Named-left-repartition-sink").Work).DropsNullKeys);
    }

    [Fact]
    public void Records_without_a_key_go_on_to_a_left_join_that_shares_the_topic_with_others()
    {
        var plan = Plans.Of(Rekeyed + """
            [Count(nameof(Key), Store = "counts")] public partial Table<string, long> Counts { get; }
            [Source("names")] private partial Table<string, string> Names { get; }
            [Join(nameof(Key), nameof(Names), Kind = JoinKind.Left), Sink("out")] private static string Named(string value, string? name) => value;
            """);
        Assert.False(((RepartitionWork)plan.Node("counts-repartition-sink").Work).DropsNullKeys);
    }

    [Fact]
    public void An_explicit_repartition_drops_records_without_a_key_unless_a_left_join_follows()
    {
        Assert.True(((RepartitionWork)Plans.Of(Rekeyed + """
            [Repartition(nameof(Key)), Sink("out")] private partial Stream<string, string> ByKey { get; }
            """).Node("ByKey-repartition-sink").Work).DropsNullKeys);
        Assert.False(((RepartitionWork)Plans.Of(Rekeyed + """
            [Repartition(nameof(Key))] private partial Stream<string, string> ByKey { get; }
            [Filter(nameof(ByKey))] private static bool All(string value) => true;
            [Source("names")] private partial Table<string, string> Names { get; }
            [Join(nameof(All), nameof(Names), Kind = JoinKind.Left), Sink("out")] private static string Named(string value, string? name) => value;
            """).Node("ByKey-repartition-sink").Work).DropsNullKeys);
    }
}
