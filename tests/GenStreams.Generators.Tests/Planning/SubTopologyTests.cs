namespace GenStreams.Generators.Tests.Planning;

/// <summary>How the graph is cut, numbered and kept together.</summary>
public class SubTopologyTests
{
    [Fact]
    public void Parts_that_do_not_hang_together_are_numbered_as_declared()
    {
        var plan = Plans.Of("""
            [Source("b")] private partial Stream<string, string> Zebra { get; }
            [Source("a")] private partial Stream<string, string> Ant { get; }
            [ForEach(nameof(Ant))] private static void Second(string value) { }
            [ForEach(nameof(Zebra))] private static void First(string value) { }
            """);
        Assert.Equal(["0: Zebra, First", "1: Ant, Second"], plan.Parts());
    }

    [Fact]
    public void Global_tables_take_numbers_but_make_no_tasks()
    {
        var plan = Plans.Of("""
            [Source("names")] private partial GlobalTable<string, string> Names { get; }
            [Source("in")] private partial Stream<string, string> In { get; }
            [Source("more")] private partial GlobalTable<string, string> More { get; }
            [Join(nameof(In), nameof(Names), KeySelector = nameof(Id))] private static string Named(string value, string name) => name;
            [Join(nameof(Named), nameof(More), KeySelector = nameof(Id)), Sink("out")] private static string Renamed(string value, string name) => name;
            private static string Id(string value) => value;
            """);
        Assert.Equal(["0: global Names", "1: In, Named, Renamed, Renamed-sink", "2: global More"], plan.Parts());
    }

    [Fact]
    public void A_join_stands_with_its_table()
    {
        var plan = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [Source("names")] private partial Table<string, string> Names { get; }
            [Join(nameof(In), nameof(Names)), Sink("out")] private static string Named(string value, string name) => name;
            """);
        var part = Assert.Single(plan.SubTopologies);
        Assert.Equal([0, 1], Assert.Single(part.CopartitionGroups));
    }

    [Fact]
    public void Operators_that_share_a_store_share_a_sub_topology()
    {
        var plan = Plans.Of("""
            [Source("a")] private partial Stream<string, string> A { get; }
            [Source("b")] private partial Stream<string, string> B { get; }
            [StateStore("seen")] private partial KeyValueStore<string, int> Seen { get; }
            [ProcessValues(nameof(A)), Sink("x")] private static string One(string value, KeyValueStore<string, int> seen) => value;
            [ProcessValues(nameof(B)), Sink("y")] private static string Two(string value, KeyValueStore<string, int> seen) => value;
            """);
        var part = Assert.Single(plan.SubTopologies);
        Assert.Empty(part.CopartitionGroups);
        Assert.Equal(["seen"], plan.Stores());
    }

    [Fact]
    public void All_sources_above_a_join_must_be_partitioned_alike()
    {
        var plan = Plans.Of("""
            [Source("a")] private partial Stream<string, string> A { get; }
            [Source("b")] private partial Stream<string, string> B { get; }
            [Source("lone")] private partial Stream<string, string> Lone { get; }
            [Merge(nameof(A), nameof(B))] private partial Stream<string, string> Both { get; }
            [Source("names")] private partial Table<string, string> Names { get; }
            [Join(nameof(Both), nameof(Names))] private static string Named(string value, string name) => name;
            [Merge(nameof(Named), nameof(Lone)), Sink("out")] private partial Stream<string, string> All { get; }
            """);
        var part = Assert.Single(plan.SubTopologies);
        Assert.Equal(["a", "b", "lone", "names"], part.Sources.Select(static source => source.Topic.Name));
        Assert.Equal([0, 1, 3], Assert.Single(part.CopartitionGroups));
    }

    [Fact]
    public void Joins_that_share_a_side_make_one_group()
    {
        var plan = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [Source("names")] private partial Table<string, string> Names { get; }
            [Source("places")] private partial Table<string, string> Places { get; }
            [Join(nameof(In), nameof(Names))] private static string Named(string value, string name) => name;
            [Join(nameof(Named), nameof(Places)), Sink("out")] private static string Placed(string value, string place) => place;
            """);
        Assert.Equal([0, 1, 2], Assert.Single(Assert.Single(plan.SubTopologies).CopartitionGroups));
    }

    [Fact]
    public void Every_operator_has_its_steps()
    {
        var part = Plans.Of("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [Filter(nameof(In))] private static bool All(string key, string value) => true;
            [MapValues(nameof(All)), Sink("out")] private static int Length(string value) => value.Length;
            """).SubTopologies[0];
        Assert.Equal(
            ["In DeserializeKey", "In DeserializeValue", "All Process", "Length Process", "Length Serialize"],
            part.Steps.Select(static step => $"{step.Member} {step.Kind}"));
    }
}
