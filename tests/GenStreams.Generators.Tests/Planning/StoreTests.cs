using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Tests.Planning;

/// <summary>Which tables have a store, and what its changelog, its cache and its changes are like.</summary>
public class StoreTests
{
    [Fact]
    public void A_source_table_that_nobody_looks_up_has_no_store()
    {
        var plan = Plans.Of("""
            [Source("in"), Sink("out")] private partial Table<string, string> Rows { get; }
            """);
        Assert.Empty(plan.Stores());
    }

    [Fact]
    public void A_source_table_with_a_store_is_restored_from_its_topic()
    {
        var store = Plans.Of("""
            [Source("in", Store = "rows"), Sink("out")] private partial Table<string, string> Rows { get; }
            """).Store("rows");
        Assert.Equal(new TopicPlan("in"), store.Changelog);
        Assert.True(store.Caching);
    }

    [Fact]
    public void A_source_table_that_is_only_looked_up_need_not_be_cached()
    {
        var store = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [Source("names")] private partial Table<string, string> Names { get; }
            [Join(nameof(In), nameof(Names)), Sink("out")] private static string Named(string value, string name) => name;
            """).Store("Names");
        Assert.Equal(new TopicPlan("names"), store.Changelog);
        Assert.False(store.Caching);
    }

    [Fact]
    public void A_stream_made_a_table_has_a_changelog_of_its_own()
    {
        var store = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [ToTable(nameof(In), Store = "rows")] private partial Table<string, string> Rows { get; }
            """).Store("rows");
        Assert.Equal(new TopicPlan("rows-changelog", IsInternal: true), store.Changelog);
        Assert.True(store.Caching);
    }

    [Fact]
    public void A_join_with_a_filtered_table_reads_the_store_of_the_table_itself()
    {
        var plan = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [Source("names")] private partial Table<string, string> Names { get; }
            [Filter(nameof(Names))] private static bool Known(string name) => true;
            [Join(nameof(In), nameof(Known)), Sink("out")] private static string Named(string value, string name) => name;
            """);
        Assert.Equal(["Names"], plan.Stores());
        var view = ((TableJoinWork)plan.Node("Named").Work).Table;
        Assert.Equal("Names", view.Store);
        Assert.True(Assert.Single(view.Steps).IsFilter);
        Assert.Equal(["Known"], plan.Node("Names").Unread.Select(node => plan.SubTopologies[0].Nodes[node].Name));
    }

    [Fact]
    public void A_join_with_a_materialized_filter_reads_its_store()
    {
        var plan = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [Source("names")] private partial Table<string, string> Names { get; }
            [Filter(nameof(Names), Store = "known")] private static bool Known(string name) => true;
            [Join(nameof(In), nameof(Known)), Sink("out")] private static string Named(string value, string name) => name;
            """);
        Assert.Equal(["known"], plan.Stores());
        Assert.Empty(((TableJoinWork)plan.Node("Named").Work).Table.Steps);
    }

    [Fact]
    public void A_store_of_the_users_own_is_not_cached()
    {
        var plan = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [StateStore("logged")] private partial KeyValueStore<string, int> Logged { get; }
            [ProcessValues(nameof(In)), Sink("out")] private static string Seen(string value, KeyValueStore<string, int> logged) => value;
            """);
        var store = plan.Store("logged");
        Assert.False(store.Caching);
        Assert.Equal(new TopicPlan("logged-changelog", IsInternal: true), store.Changelog);
    }

    [Fact]
    public void A_store_without_logging_has_no_changelog()
    {
        var store = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [StateStore("lost", Logging = false)] private partial KeyValueStore<string, int> Lost { get; }
            [ProcessValues(nameof(In)), Sink("out")] private static string Seen(string value, KeyValueStore<string, int> lost) => value;
            """).Store("lost");
        Assert.Null(store.Changelog);
    }

    [Fact]
    public void Stores_are_flushed_upstream_first()
    {
        var plan = Plans.Of("""
            [Source("in", Store = "z")] private partial Table<string, string> Rows { get; }
            [Filter(nameof(Rows), Store = "a")] private static bool Known(string name) => true;
            [MapValues(nameof(Known), Store = "m")] private static int Length(string name) => name.Length;
            """);
        Assert.Equal(["z", "a", "m"], plan.Stores());
    }

    [Fact]
    public void Old_values_are_kept_where_a_filter_asks_for_them()
    {
        var plan = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [Count(nameof(In), Store = "counts")] public partial Table<string, long> Counts { get; }
            [MapValues(nameof(Counts))] private static long Doubled(long count) => count * 2;
            [Filter(nameof(Doubled)), Sink("out")] private static bool Great(long count) => count > 4;
            """);
        Assert.True(plan.Store("counts").KeepsOldValues);
        Assert.True(((TableFilterWork)plan.Node("Great").Work).SuppressesAbsent);
    }

    [Fact]
    public void Old_values_are_not_kept_where_nobody_asks_for_them()
    {
        Assert.False(Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [Count(nameof(In), Store = "counts")] public partial Table<string, long> Counts { get; }
            [MapValues(nameof(Counts)), Sink("out")] private static long Doubled(long count) => count * 2;
            """).Store("counts").KeepsOldValues);
    }

    [Fact]
    public void A_filter_of_a_table_that_is_not_materialized_cannot_know_old_values()
    {
        Assert.False(((TableFilterWork)Plans.Of("""
            [Source("in")] private partial Table<string, string> Rows { get; }
            [Filter(nameof(Rows)), Sink("out")] private static bool Known(string name) => true;
            """).Node("Known").Work).SuppressesAbsent);
    }
}
