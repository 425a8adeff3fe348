using GenStreams.Generators.Emission;
using GenStreams.Generators.Tests.Planning;

namespace GenStreams.Generators.Tests.Emission;

/// <summary>Descriptions are those of Kafka Streams' <c>Topology.describe()</c> to the letter.</summary>
public class DescriptionTests
{
    [Fact]
    public void A_join_of_streams_is_windowed_joined_and_merged()
    {
        const string Expected = """
            Topologies:
               Sub-topology: 0
                Source: One (topics: [one])
                  --> Pair-this-windowed
                Source: Two (topics: [two])
                  --> Pair-other-windowed
                Processor: Pair-other-windowed (stores: [Pair-outer-other-join-store])
                  --> Pair-outer-other-join
                  <-- Two
                Processor: Pair-this-windowed (stores: [Pair-this-join-store])
                  --> Pair-this-join
                  <-- One
                Processor: Pair-outer-other-join (stores: [Pair-left-shared-join-store, Pair-this-join-store])
                  --> Pair
                  <-- Pair-other-windowed
                Processor: Pair-this-join (stores: [Pair-left-shared-join-store, Pair-outer-other-join-store])
                  --> Pair
                  <-- Pair-this-windowed
                Processor: Pair (stores: [])
                  --> Pair-sink
                  <-- Pair-outer-other-join, Pair-this-join
                Sink: Pair-sink (topic: out)
                  <-- Pair


            """;
        Assert.Equal(Lines(Expected), Describe("""
            [Source("one")] private partial Stream<string, string> One { get; }
            [Source("two")] private partial Stream<string, string> Two { get; }
            [Join(nameof(One), nameof(Two), Kind = JoinKind.Left), Window(Within = "5s"), Sink("out")]
            private static string Pair(string one, string? two) => one + two;
            """));
    }

    [Fact]
    public void A_line_of_operators_stands_upstream_first()
    {
        const string Expected = """
            Topologies:
               Sub-topology: 0
                Source: In (topics: [in])
                  --> Upper
                Processor: Upper (stores: [])
                  --> Upper-sink
                  <-- In
                Sink: Upper-sink (topic: out)
                  <-- Upper


            """;
        Assert.Equal(Lines(Expected), Describe("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [MapValues(nameof(In)), Sink("out")] private static string Upper(string value) => value.ToUpperInvariant();
            """));
    }

    [Fact]
    public void What_has_more_below_it_stands_first_and_then_the_name_decides()
    {
        const string Expected = """
            Topologies:
               Sub-topology: 0
                Source: In (topics: [in])
                  --> Zoo, Bar, Foo
                Processor: Zoo (stores: [])
                  --> Zoo-sink, Zoo-sink-2
                  <-- In
                Processor: Bar (stores: [])
                  --> none
                  <-- In
                Processor: Foo (stores: [])
                  --> none
                  <-- In
                Sink: Zoo-sink (topic: one)
                  <-- Zoo
                Sink: Zoo-sink-2 (extractor class: Topic)
                  <-- Zoo


            """;
        Assert.Equal(Lines(Expected), Describe("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [ForEach(nameof(In))] private static void Foo(string value) { }
            [ForEach(nameof(In))] private static void Bar(string value) { }
            [MapValues(nameof(In)), Sink("one"), Sink(TopicSelector = nameof(Topic))] private static string Zoo(string value) => value;
            private static string Topic(string value) => value;
            """));
    }

    [Fact]
    public void Tables_repartition_topics_branches_and_global_tables_have_nodes_of_their_own()
    {
        const string Expected = """
            Topologies:
               Sub-topology: 0
                Source: In (topics: [in])
                  --> In-split
                Processor: In-split (stores: [])
                  --> ByValue, Short
                  <-- In
                Processor: ByValue (stores: [])
                  --> Key
                  <-- In-split
                Processor: Key (stores: [])
                  --> counts-repartition-filter
                  <-- ByValue
                Processor: Short (stores: [])
                  --> Placed
                  <-- In-split
                Processor: Placed (stores: [])
                  --> Placed-sink
                  <-- Short
                Processor: counts-repartition-filter (stores: [])
                  --> counts-repartition-sink
                  <-- Key
                Sink: Placed-sink (topic: placed)
                  <-- Placed
                Sink: counts-repartition-sink (topic: counts-repartition)
                  <-- counts-repartition-filter

              Sub-topology: 1 for global store (will not generate tasks)
                Source: Places-source (topics: [places])
                  --> Places
                Processor: Places (stores: [Places])
                  --> none
                  <-- Places-source
              Sub-topology: 2
                Source: counts-repartition-source (topics: [counts-repartition])
                  --> Counts
                Processor: Counts (stores: [counts])
                  --> none
                  <-- counts-repartition-source


            """;
        Assert.Equal(Lines(Expected), Describe("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [Source("places")] private partial GlobalTable<string, string> Places { get; }
            [Branch(nameof(In))] private static bool Short(string value) => value.Length < 4;
            [Branch(nameof(In), Default = true)] private partial Stream<string, string> ByValue { get; }
            [Join(nameof(Short), nameof(Places), KeySelector = nameof(PlaceOf)), Sink("placed")] private static string Placed(string value, string place) => place;
            private static string PlaceOf(string value) => value;
            [GroupBy(nameof(ByValue))] private static string Key(string value) => value;
            [Count(nameof(Key), Store = "counts")] public partial Table<string, long> Counts { get; }
            """));
    }

    [Fact]
    public void A_join_shows_the_store_it_reads_and_a_table_what_only_it_reads()
    {
        const string Expected = """
            Topologies:
               Sub-topology: 0
                Source: In (topics: [in])
                  --> Named
                Source: Names-source (topics: [names])
                  --> Names
                Processor: Named (stores: [Names])
                  --> Named-sink
                  <-- In
                Processor: Names (stores: [Names])
                  --> Known
                  <-- Names-source
                Processor: Known (stores: [])
                  --> none
                  <-- Names
                Sink: Named-sink (topic: out)
                  <-- Named


            """;
        Assert.Equal(Lines(Expected), Describe("""
            [Source("in")] private partial Stream<string, string> In { get; }
            [Source("names")] private partial Table<string, string> Names { get; }
            [Filter(nameof(Names))] private static bool Known(string name) => true;
            [Join(nameof(In), nameof(Known)), Sink("out")] private static string Named(string value, string name) => name;
            """));
    }

    private static string Describe(string members) => DescriptionWriter.Write(Plans.Of(members));

    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
