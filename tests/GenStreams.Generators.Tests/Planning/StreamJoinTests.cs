using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Tests.Planning;

/// <summary>What joins of two streams become: nodes, stores, repartition topics, groups of sources.</summary>
public class StreamJoinTests
{
    private const string Sources = """
        [Source("a")] private partial Stream<string, string> A { get; }
        [Source("b")] private partial Stream<string, string> B { get; }
        """;

    [Theory]
    [InlineData("JoinKind.Inner", "this-join", "other-join")]
    [InlineData("JoinKind.Left", "this-join", "outer-other-join", "left-shared-join")]
    [InlineData("JoinKind.Outer", "outer-this-join", "outer-other-join", "outer-shared-join")]
    public void Stores_are_named_as_Kafka_Streams_names_those_of_a_named_join(string kind, params string[] stores)
    {
        var plan = Plans.Of(Sources + $$"""
            [Join(nameof(A), nameof(B), Kind = {{kind}}), Window(Within = "1s"), Sink("out")] private static string Pair(string? a, string? b) => a + b;
            """);
        Assert.Equal(stores.Select(static store => $"Pair-{store}-store"), plan.Stores());
        Assert.Equal(new TopicPlan("Pair-this-join-store-changelog".Replace("this-join", stores[0], StringComparison.Ordinal), IsInternal: true), plan.Store($"Pair-{stores[0]}-store").Changelog);
        Assert.Equal([0, 1], Assert.Single(Assert.Single(plan.SubTopologies).CopartitionGroups));
        Assert.Empty(plan.Repartitions());
    }

    [Theory]
    [InlineData("Within = \"1s\"", 2000)]
    [InlineData("Before = \"1s\"", 1000)]
    [InlineData("Before = \"1s\", After = \"5s\", Grace = \"10s\"", 16_000)]
    [InlineData("Within = \"1s\", Retention = \"1m\"", 60_000)]
    [InlineData("Within = \"0s\"", 1)]
    public void Records_are_kept_while_they_can_be_joined(string window, long retention)
    {
        var plan = Plans.Of(Sources + $$"""
            [Join(nameof(A), nameof(B)), Window({{window}}), Sink("out")] private static string Pair(string a, string b) => a + b;
            """);
        Assert.Equal(new JoinWindowKind(retention), plan.Store("Pair-this-join-store").Kind);
        Assert.Equal(new JoinWindowKind(retention), plan.Store("Pair-other-join-store").Kind);
    }

    [Theory]
    [InlineData("JoinKind.Inner", true)]
    [InlineData("JoinKind.Left", false)]
    [InlineData("JoinKind.Outer", false)]
    public void Both_sides_get_repartition_topics_which_keep_null_keys_for_outer_joins(string kind, bool drops)
    {
        var plan = Plans.Of(Sources + $$"""
            [SelectKey(nameof(A))] private static string ByA(string value) => value;
            [SelectKey(nameof(B))] private static string ByB(string value) => value;
            [Join(nameof(ByA), nameof(ByB), Kind = {{kind}}, Name = "pairs"), Window(Within = "1s"), Sink("out")] private static string Pair(string? a, string? b) => a + b;
            """);
        Assert.Equal(["pairs-left-repartition", "pairs-right-repartition"], plan.Repartitions());
        Assert.All(["pairs-left", "pairs-right"], side => Assert.Equal(drops, ((RepartitionWork)plan.Node(side + "-repartition-sink").Work).DropsNullKeys));
        Assert.StartsWith("pairs-", plan.Stores().First(), StringComparison.Ordinal);
        Assert.Equal([0, 1], Assert.Single(plan.SubTopologies[^1].CopartitionGroups));
    }

    [Fact]
    public void A_stream_with_a_new_key_that_joins_itself_is_repartitioned_once()
    {
        var plan = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [SelectKey(nameof(In))] private static string ByValue(string value) => value;
            [Join(nameof(ByValue), nameof(ByValue)), Window(Within = "1s"), Sink("out")] private static string Pair(string a, string b) => a + b;
            """);
        Assert.Equal(
            ["0: In, ByValue, Pair-left-repartition-sink", "1: Pair-left-repartition-source, Pair-this-join, Pair-other-join, Pair, Pair-sink"],
            plan.Parts());
    }

    [Fact]
    public void A_result_can_be_joined_again()
    {
        var plan = Plans.Of(Sources + """
            [Source("c")] private partial Stream<string, string> C { get; }
            [Join(nameof(A), nameof(B), Kind = JoinKind.Left), Window(Within = "1s")] private static string Pair(string a, string? b) => a + b;
            [Join(nameof(Pair), nameof(C)), Window(Within = "1s"), Sink("out")] private static string Triple(string pair, string c) => pair + c;
            """);
        Assert.Equal(5, plan.Stores().Count());
        Assert.Equal([0, 1, 2], Assert.Single(Assert.Single(plan.SubTopologies).CopartitionGroups));
    }
}
