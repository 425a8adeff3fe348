using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Graph;

/// <summary>What every operator makes of what it reads.</summary>
public sealed class StreamGraphTests
{
    private const string Lines = "[Source(\"lines\")] partial Stream<string, string> Lines { get; }\n";

    [Fact]
    public void Word_count_becomes_a_typed_graph() => AssertGraph(
        """
        [Source("wordcount-input")] partial Stream<string, string> Lines { get; }

        [FlatMapValues(nameof(Lines))]
        static void Words(string line, Output<string> words)
        {
            foreach (string word in line.Split(' ')) words.Emit(word);
        }

        [SelectKey(nameof(Words))] static string ByWord(string word) => word;

        [Filter(nameof(ByWord))] static bool NotThe(string word) => word != "the";

        [Count(nameof(NotThe), Store = "counts"), Sink("wordcount-output")]
        public partial Table<string, long> Counts { get; }
        """,
        """
        Lines = Source : Stream<string, string>
        Words = FlatMapValues(Lines) : Stream<string, string>
        ByWord = SelectKey(Words) : Stream<string, string> {ChangesKey, NeedsRepartition}
        NotThe = Filter(ByWord) : Stream<string, string> {NeedsRepartition}
        Counts = Count(NotThe) : Table<string, long> {IsStateful} -> wordcount-output
        """);

    [Fact]
    public void Maps_change_what_their_methods_return() => AssertGraph(
        Lines + """
        [Map(nameof(Lines)), Sink("a")] static (int, long) Pair(string line) => (1, 2);
        [FlatMap(nameof(Lines)), Sink("b")] static void Pairs(string key, string line, Output<Guid, int> output) { }
        [MapValues(nameof(Lines)), Sink("c")] static int Length(string line) => line.Length;
        [FlatMapValues(nameof(Lines)), Sink("d")] static void Bytes(ReadOnlySpan<byte> line, BytesOutput output) => output.Emit(line);
        [SelectKey(nameof(Lines)), Sink("e")] static int ByLength(string line) => line.Length;
        """,
        """
        Lines = Source : Stream<string, string>
        Pair = Map(Lines) : Stream<int, long> {ChangesKey, NeedsRepartition} -> a
        Pairs = FlatMap(Lines) : Stream<Guid, int> {ChangesKey, NeedsRepartition} -> b
        Length = MapValues(Lines) : Stream<string, int> -> c
        Bytes = FlatMapValues(Lines) : Stream<string, ReadOnlySpan<byte>> -> d
        ByLength = SelectKey(Lines) : Stream<int, string> {ChangesKey, NeedsRepartition} -> e
        """);

    [Fact]
    public void What_selects_or_observes_passes_on_what_it_reads() => AssertGraph(
        Lines + """
        [Filter(nameof(Lines)), Sink("a")] static bool Long(string line) => line.Length > 9;
        [FilterNot(nameof(Lines)), Sink("b")] static bool Short(in string line, RecordContext context) => line.Length > 9;
        [Peek(nameof(Lines))] static void Seen(string line) { }
        [Branch(nameof(Seen)), Sink("c")] static bool A(string line) => line.Length > 9;
        [Branch(nameof(Seen), Default = true), Sink("d")] partial Stream<string, string> Rest { get; }
        [ForEach(nameof(Lines))] void Act(string line, CancellationToken stopping) { }
        [Print(nameof(Lines), Label = "lines")] partial Stream<string, string> Printed { get; }
        """,
        """
        Lines = Source : Stream<string, string>
        Long = Filter(Lines) : Stream<string, string> -> a
        Short = Filter(Lines) : Stream<string, string> -> b
        Seen = Peek(Lines) : Stream<string, string>
        A = Branch(Seen) : Stream<string, string> -> c
        Rest = Branch(Seen) : Stream<string, string> -> d
        Act = ForEach(Lines) : None
        Printed = Print(Lines) : None
        """);

    [Fact]
    public void A_merge_needs_a_repartition_when_one_of_its_inputs_does() => AssertGraph(
        Lines + """
        [SelectKey(nameof(Lines))] static string ByText(string line) => line;
        [Merge(nameof(Lines), nameof(ByText))] partial Stream<string, string> Both { get; }
        [Repartition(nameof(Both), Partitions = 3), Sink("a")] partial Stream<string, string> Spread { get; }
        [ToTable(nameof(Both))] public partial Table<string, string> Last { get; }
        """,
        """
        Lines = Source : Stream<string, string>
        ByText = SelectKey(Lines) : Stream<string, string> {ChangesKey, NeedsRepartition}
        Both = Merge(Lines, ByText) : Stream<string, string> {NeedsRepartition}
        Spread = Repartition(Both) : Stream<string, string> -> a
        Last = ToTable(Both) : Table<string, string> {IsStateful}
        """);

    [Fact]
    public void Aggregations_make_tables_of_streams_and_grouped_streams() => AssertGraph(
        Lines + """
        [GroupBy(nameof(Lines), Name = "by-length")] static int ByLength(string line) => line.Length;
        [Count(nameof(ByLength))] internal partial Table<int, long> Counts { get; }
        [Reduce(nameof(ByLength), Store = "longest")] static string? Last(string aggregate, string line) => line;
        [Aggregate(nameof(Lines), Store = "sums")] static long Sum(long sum, string key, string line) => sum + line.Length;
        [Aggregate(nameof(Lines), Store = "totals")] static void Total(ref long total, string line) => total += line.Length;
        """,
        """
        Lines = Source : Stream<string, string>
        ByLength = GroupBy(Lines) : GroupedStream<int, string> {ChangesKey, NeedsRepartition}
        Counts = Count(ByLength) : Table<int, long> {IsStateful}
        Last = Reduce(ByLength) : Table<int, string?> {IsStateful}
        Sum = Aggregate(Lines) : Table<string, long> {IsStateful}
        Total = Aggregate(Lines) : Table<string, long> {IsStateful}
        """);

    [Fact]
    public void Tables_are_filtered_mapped_and_read_as_streams() => AssertGraph(
        """
        [Source("rows", Store = "rows")] partial Table<string, int> Rows { get; }
        [Filter(nameof(Rows), Store = "even")] static bool Even(int row) => row % 2 == 0;
        [MapValues(nameof(Even))] static string Text(int row) => row.ToString();
        [ToStream(nameof(Text)), Sink("a")] partial Stream<string, string> Changes { get; }
        """,
        """
        Rows = Source : Table<string, int> {IsStateful}
        Even = Filter(Rows) : Table<string, int> {IsStateful}
        Text = MapValues(Even) : Table<string, string>
        Changes = ToStream(Text) : Stream<string, string> -> a
        """);

    [Fact]
    public void A_join_with_a_table_repartitions_its_left_side_and_one_with_a_global_table_does_not() => AssertGraph(
        Lines + """
        [Source("names")] partial Table<string, string> Names { get; }
        [Source("countries")] partial GlobalTable<int, string> Countries { get; }
        [SelectKey(nameof(Lines))] static string ByText(string line) => line;
        [Join(nameof(ByText), nameof(Names)), Sink("a")] static string Named(string key, string line, string name) => line + name;
        [Join(nameof(ByText), nameof(Countries), Kind = JoinKind.Left, KeySelector = nameof(CountryOf)), Sink("b")]
        static string Placed(string line, string? country) => line + country;
        static int CountryOf(string key, string line) => line.Length;
        """,
        """
        Lines = Source : Stream<string, string>
        Names = Source : Table<string, string>
        Countries = Source : GlobalTable<int, string> {IsStateful}
        ByText = SelectKey(Lines) : Stream<string, string> {ChangesKey, NeedsRepartition}
        Named = Join(ByText, Names) : Stream<string, string> -> a
        Placed = Join(ByText, Countries) : Stream<string, string> {NeedsRepartition} -> b
        """);

    [Fact]
    public void Processors_get_the_stores_of_their_parameters_types()
    {
        var graph = MarkedProgram.AssertMembers(
            Lines + """
            [StateStore("points")] partial KeyValueStore<string, int> Points { get; }
            [StateStore("visits")] partial KeyValueStore<string, int> Visits { get; }
            [StateStore("names", Logging = false)] partial KeyValueStore<string, string> Names { get; }
            [ProcessValues(nameof(Lines)), Sink("a")]
            int Work(string line, KeyValueStore<string, int> visits, KeyValueStore<string, string> whatever, KeyValueStore<string, int> points) => 1;
            [ProcessValues(nameof(Lines))] void Quiet(string line, KeyValueStore<string, string> names) { }
            """).Graph();

        Assert.Equal(["Names", "Points", "Visits"], graph.Stores.Select(static s => s.Member.Name));
        Assert.Equal([null, "Visits", "Names", "Points"], graph.Nodes[1].Operator.Member.Method!.Parameters.Select(static p => p.Member));
        Assert.Equal(
            """
            Lines = Source : Stream<string, string>
            Work = ProcessValues(Lines) : Stream<string, int> {IsStateful} -> a
            Quiet = ProcessValues(Lines) : None {IsStateful}
            """,
            GraphPrinter.Print(graph));
    }

    [Theory]
    [InlineData("[MapValues] static string Yell(string line) => line.ToUpperInvariant();", "Stream<byte[], string>", "MapValues(Source) : Stream<byte[], string>")]
    [InlineData("[Filter] static bool Long(int key, string line) => true;", "Stream<int, string>", "Filter(Source) : Stream<int, string>")]
    [InlineData("[Count] public partial Table<string, long> Counts { get; }", "Stream<string, byte[]>", "Count(Source) : Table<string, long> {IsStateful}")]
    [InlineData("[Count, Window(Tumbling = \"5m\")] public partial WindowedTable<string, long> Counts { get; }", "Stream<string, byte[]>", "Count(Source) : Table<Windowed<string>, long> {IsStateful}")]
    [InlineData("[Reduce, Window(Sliding = \"5m\")] static int Sum(int sum, string key, int value) => sum;", "Stream<string, int>", "Reduce(Source) : Table<Windowed<string>, int> {IsStateful}")]
    [InlineData("[ToTable] public partial Table<string, int> Last { get; }", "Stream<string, int>", "ToTable(Source) : Table<string, int> {IsStateful}")]
    public void A_one_step_topology_reads_what_its_operator_asks_for(string member, string source, string operation)
    {
        var graph = MarkedProgram.Assert($$"""
            [Topology("one"), Source("in", OffsetReset = OffsetReset.Latest), Sink("out")]
            partial class One { {{member}} }
            """).Graph();

        string[] lines = GraphPrinter.Print(graph).Split('\n');
        Assert.Equal("Source = Source : " + source, lines[0]);
        Assert.EndsWith(operation + " -> out", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_stand_in_the_order_of_their_declaration_but_after_what_they_read() => AssertGraph(
        """
        [Filter(nameof(B)), Sink("z")] static bool Z(string v) => true;
        [Source("b")] partial Stream<string, string> B { get; }
        [Source("a")] partial Stream<string, string> A { get; }
        [Filter(nameof(A)), Sink("y")] static bool Y(string v) => true;
        """,
        """
        B = Source : Stream<string, string>
        Z = Filter(B) : Stream<string, string> -> z
        A = Source : Stream<string, string>
        Y = Filter(A) : Stream<string, string> -> y
        """);

    [Fact]
    public void Several_sinks_partitioners_and_topic_selectors_belong_to_their_member()
    {
        var graph = MarkedProgram.AssertMembers(
            """
            [Source("in"), Sink("a", Partitioner = nameof(ByValue)), Sink("b"), Sink(TopicSelector = nameof(TopicOf))]
            partial Stream<string, int> In { get; }
            static int ByValue(string key, int value, int partitions) => value % partitions;
            string TopicOf(int value, RecordContext context) => context.Topic + value;
            """).Graph();

        var sinks = graph.Nodes[0].Operator.Member.Sinks;
        Assert.Equal(["a", "b", null], sinks.Select(static s => s.Topic));
        Assert.Equal(["ByValue", null, null], sinks.Select(static s => s.Partitioner?.Name));
        Assert.Equal([null, null, "TopicOf"], sinks.Select(static s => s.TopicSelector?.Name));
    }

    [Fact]
    public void A_value_that_passes_through_keeps_its_serde_and_a_member_s_own_serde_counts_first()
    {
        var graph = MarkedProgram.AssertMembers(
            """
            [Source("in"), Serde<UpperSerde>] partial Stream<string, string> In { get; }
            [Repartition(nameof(In)), Sink("a")] partial Stream<string, string> Same { get; }
            [Repartition(nameof(In)), Sink("b"), Serde<LowerSerde>] partial Stream<string, string> Own { get; }
            [Reduce(nameof(In), Store = "last")] static string Last(string aggregate, string value) => value;
            """,
            """
            public sealed class UpperSerde : TextSerde;
            public sealed class LowerSerde : TextSerde;
            public abstract class TextSerde : ISerde<string>
            {
                public void Serialize(string value, System.Buffers.IBufferWriter<byte> output) { }
                public string Deserialize(ReadOnlySpan<byte> data) => "";
            }
            """).Graph();

        var serdes = graph.Nodes.ToDictionary(static n => n.Name, static n => n.Output.Value.Serde.Instance);
        Assert.Contains("UpperSerde", serdes["In"], StringComparison.Ordinal);
        Assert.Equal(serdes["In"], serdes["Same"]);
        Assert.Equal(serdes["In"], serdes["Last"]);
        Assert.Contains("LowerSerde", serdes["Own"], StringComparison.Ordinal);
    }

    private static void AssertGraph(string members, string expected) =>
        Assert.Equal(expected, GraphPrinter.Print(MarkedProgram.AssertMembers(members).Graph()));
}
