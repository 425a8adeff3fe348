using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Diagnostics;

/// <summary>Faults of names, kinds, types and state, beyond the examples of the pages: one message for each, where it is.</summary>
public sealed class ReferenceTests
{
    private const string Lines = "[Source(\"lines\"), Sink(\"copy\")] partial Stream<string, string> Lines { get; }\n";
    private const string Rows = "[Source(\"rows\"), Sink(\"rows-copy\")] partial Table<string, string> Rows { get; }\n";
    private const string Everywhere = "[Source(\"global\")] public partial GlobalTable<string, string> Everywhere { get; }\n";

    private const string Other = " [Source(\"o\")] partial Stream<string, string> Other { get; }";

    [Theory]
    [InlineData("[Filter({|GS2004:null!|}), Sink(\"b\")] static bool F(string v) => true;")]
    [InlineData("[Merge({|GS2001:\"Nowhere\"|}, nameof(Lines)), Sink(\"b\")] partial Stream<string, string> F { get; }")]
    [InlineData("[Merge(inputs: [nameof(Lines), {|GS2001:\"Nowhere\"|}]), Sink(\"b\")] partial Stream<string, string> F { get; }")]
    [InlineData("[Merge(new[] { nameof(Lines), {|GS2009:nameof(Lines)|} }), Sink(\"b\")] partial Stream<string, string> F { get; }")]
    [InlineData("[{|GS2009:Merge|}, Sink(\"b\")] partial Stream<string, string> F { get; }")]
    [InlineData("[{|GS2009:Merge|}(nameof(Lines)), Sink(\"b\")] partial Stream<string, string> F { get; }")]
    [InlineData("[Filter(input: {|GS2001:\"Nowhere\"|}), Sink(\"b\")] static bool F(string v) => true;")]
    [InlineData("[Filter({|GS2010:nameof(Helper)|}), Sink(\"b\")] static bool F(string v) => true; static void Helper() { }")]
    [InlineData("[Filter({|GS2010:Name|}), Sink(\"b\")] static bool F(string v) => true; const string Name = \"Name\";")]
    [InlineData("[Filter(T.Nested), Sink(\"b\")] static bool F(string v) => true; const string Nested = nameof(T.Lines);")]
    [InlineData("[Filter(nameof(T.Lines)), Sink(\"b\")] static bool F(string v) => true;")]
    [InlineData("[Join(right: {|GS2001:\"Nowhere\"|}, left: nameof(Lines)), Sink(\"b\")] static string F(string l, string r) => l;")]
    [InlineData("[Filter({|GS2003:nameof(F)|}), Sink(\"b\")] static bool F(string v) => true; [Filter(nameof(F)), Sink(\"c\")] static bool G(int v) => true;")]
    [InlineData("[Filter({|GS4002:nameof(Store)|}), Sink(\"b\")] static bool F(string v) => true; [StateStore(\"s\")] partial KeyValueStore<int, int> Store { get; }")]
    [InlineData("[Filter({|GS4002:nameof(Act)|}), Sink(\"b\")] static bool F(string v) => true; [ForEach(nameof(Lines))] static void Act(string v) { }")]
    [InlineData("[Filter({|GS4002:nameof(Show)|}), Sink(\"b\")] static bool F(string v) => true; [Print(nameof(Lines))] partial Stream<string, string> Show { get; }")]
    [InlineData("[Repartition(nameof(Lines), Partitioner = {|GS2006:nameof(P)|}), Sink(\"b\")] partial Stream<string, string> F { get; } int P(string k, string v, long n) => 1;")]
    [InlineData("[Repartition(nameof(Lines), Partitioner = nameof(P)), Sink(\"b\")] partial Stream<string, string> F { get; } int P(string k, string v, int n) => 1; int P(int k) => 1;")]
    [InlineData("[Repartition(nameof(Lines), Partitioner = {|GS2006:nameof(P)|}), Sink(\"b\")] partial Stream<string, string> F { get; } int P(string k, string v, int n) => 1; int P(int k, string v, int n) => 1;")]
    [InlineData("[Repartition(nameof(Lines), Partitioner = nameof(P)), Sink(\"b\")] partial Stream<string, string> F { get; } int P({|GS3001:int|} k, string v, int n) => 1;")]
    [InlineData("[Filter(nameof(Lines)), Sink(TopicSelector = {|GS2006:nameof(P)|})] static bool F(string v) => true; int P(string v) => 1;")]
    [InlineData("[Filter(nameof(Lines)), Sink(TopicSelector = nameof(P))] static bool F(string v) => true; string P({|GS3001:int|} v) => \"\";")]
    [InlineData("[Aggregate(nameof(Lines), Store = \"s\", Initializer = {|GS2006:nameof(I)|})] static int F(int a, string v) => a; static string I() => \"\";")]
    [InlineData("[Aggregate(nameof(Lines), Store = \"s\", Initializer = {|GS2005:nameof(Exception.Message)|})] static int F(int a, string v) => a;", true)]
    public void Names(string members, bool isForeign = false) =>
        MarkedProgram.AssertMembers(Lines + (isForeign ? members.Replace("GS2005", "GS2002", StringComparison.Ordinal) : members));

    [Theory]
    [InlineData("[Count({|GS4002:nameof(Everywhere)|})] public partial Table<string, long> C { get; }")]
    [InlineData("[ToTable({|GS4002:nameof(Rows)|})] public partial Table<string, string> C { get; }")]
    [InlineData("[ToStream({|GS4002:nameof(Lines)|}), Sink(\"b\")] partial Stream<string, string> C { get; }")]
    [InlineData("[Peek({|GS4002:nameof(Rows)|})] static void C(string v) { }")]
    [InlineData("[GroupBy(nameof(Lines))] static string G(string v) => v; [Filter({|GS4002:nameof(G)|}), Sink(\"b\")] static bool C(string v) => true;")]
    [InlineData("[GroupBy(nameof(Lines)), {|GS4009:Sink|}(\"b\")] static string G(string v) => v; [Count(nameof(G))] public partial Table<string, long> C { get; }")]
    [InlineData("[Map({|GS4003:nameof(Rows)|}), Sink(\"b\")] static (string, string) C(string v) => (v, v);")]
    [InlineData("[FlatMap({|GS4003:nameof(Rows)|}), Sink(\"b\")] static void C(string v, Output<string, string> o) { }")]
    [InlineData("[Join({|GS4002:nameof(Rows)|}, nameof(Everywhere)), Sink(\"b\")] static string C(string l, string r) => l;")]
    [InlineData("[Join({|GS4002:nameof(Everywhere)|}, nameof(Rows)), Sink(\"b\")] static string C(string l, string r) => l;")]
    [InlineData("[Join({|GS4002:nameof(Rows)|}, nameof(Lines)), Sink(\"b\")] static string C(string l, string r) => l;")]
    [InlineData("[Join(nameof(Lines), nameof(Rows), Store = {|GS5009:\"s\"|}), Sink(\"b\")] static string C(string l, string r) => l;")]
    [InlineData("[Join(nameof(Lines), nameof(Rows), ForeignKey = {|GS5037:nameof(K)|}), Sink(\"b\")] static string C(string l, string r) => l; static string K(string v) => v;")]
    [InlineData("[MapValues(nameof(Lines), Store = {|GS5009:\"s\"|}), Sink(\"b\")] static string C(string l) => l;")]
    [InlineData("[{|GS5025:Join|}(nameof(Lines), nameof(Other)), Sink(\"b\")] static string C(string l, string r) => l;" + Other)]
    [InlineData("[Join(nameof(Lines), nameof(Rows)), {|GS5026:Window|}(Within = \"5s\"), Sink(\"b\")] static string C(string l, string r) => l;")]
    [InlineData("[Join(nameof(Lines), nameof(Everywhere), KeySelector = nameof(K)), {|GS5026:Window|}(Within = \"5s\"), Sink(\"b\")] static string C(string l, string r) => l; static string K(string v) => v;")]
    [InlineData("[Join(nameof(Lines), nameof(Lines)), Window(Within = \"5s\"), Sink(\"b\")] static string C(string l, string r) => l;")]
    [InlineData("[Join(nameof(Lines), nameof(Other), KeySelector = {|GS5007:nameof(K)|}), Window(Within = \"5s\"), Sink(\"b\")] static string C(string l, string r) => l; static string K(string v) => v;" + Other)]
    [InlineData("[Join(nameof(Lines), nameof(Other), Store = {|GS5009:\"s\"|}), Window(Within = \"5s\"), Sink(\"b\")] static string C(string l, string r) => l;" + Other)]
    [InlineData("[Join(nameof(Lines), nameof(Other), Kind = JoinKind.Left), Window(Within = \"5s\"), Sink(\"b\")] static string C(string l, {|GS3005:string|} r) => l;" + Other)]
    [InlineData("[Join(nameof(Lines), nameof(Other), Kind = JoinKind.Outer), Window(Within = \"5s\"), Sink(\"b\")] static string C({|GS3005:string|} l, string? r) => r!;" + Other)]
    [InlineData("[Join(nameof(Lines), nameof(Other), Kind = JoinKind.Outer), Window(Within = \"5s\"), Sink(\"b\")] static string C(string? l, {|GS3005:string|} r) => r;" + Other)]
    [InlineData("[Join(nameof(Lines), nameof(Other), Kind = JoinKind.Outer), Window(Within = \"5s\"), Sink(\"b\")] static string C(ReadOnlySpan<byte> l, ReadOnlySpan<byte> r) => \"\";" + Other)]
    [InlineData("[Join(nameof(Lines), nameof(Other)), Window(Within = \"5s\"), Sink(\"b\")] static string C(string l, {|GS3001:int|} r) => l;" + Other)]
    [InlineData("[Join(nameof(Lines), {|GS3001:nameof(Keyed)|}), Window(Within = \"5s\"), Sink(\"b\")] static string C(string l, string r) => l; [Source(\"n\")] partial Stream<int, string> Keyed { get; }")]
    [InlineData("[Join(nameof(Three), {|GS5005:nameof(Four)|}), Window(Within = \"5s\"), Sink(\"b\")] static string C(string l, string r) => l; [Repartition(nameof(Lines), Partitions = 3)] partial Stream<string, string> Three { get; } [Repartition(nameof(Lines), Partitions = 4)] partial Stream<string, string> Four { get; }")]
    [InlineData("[Join(nameof(Lines), nameof(Other), Name = \"j\"), Window(Within = \"5s\"), Sink(\"b\")] static string C(string l, string r) => l; [Join(nameof(Other), nameof(Lines), Name = {|GS5003:\"j\"|}), Window(Within = \"1s\"), Sink(\"c\")] static string D(string l, string r) => l;" + Other)]
    public void Kinds(string members) => MarkedProgram.AssertMembers(Lines + Rows + Everywhere + members);

    [Theory]
    [InlineData("[Filter(nameof(Lines)), Sink(\"b\")] static bool C({|GS3001:int|} key, {|GS3001:long|} value) => true;")]
    [InlineData("[Filter(nameof(Lines)), Sink(\"b\")] static bool C({|GS3001:byte[]|} value) => true;")]
    [InlineData("[Filter(nameof(Lines)), Sink(\"b\")] static bool C(string? key, string? value) => true;")]
    [InlineData("[Filter(nameof(Lines)), Sink(\"b\")] static bool C(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => true;")]
    [InlineData("[Repartition(nameof(Lines)), Sink(\"b\")] partial {|GS3004:Stream<string, int>|} C { get; }")]
    [InlineData("[Repartition(nameof(Lines)), Sink(\"b\")] partial {|GS3004:Table<string, string>|} C { get; }")]
    [InlineData("[Merge(nameof(Lines), {|GS3001:nameof(Numbers)|}), Sink(\"b\")] partial Stream<string, string> C { get; } [Source(\"n\")] partial Stream<string, int> Numbers { get; }")]
    [InlineData("[Count(nameof(Lines))] public partial {|GS3004:Table<int, long>|} C { get; }")]
    [InlineData("[Count(nameof(Lines))] public partial {|GS3004:Stream<string, long>|} C { get; }")]
    [InlineData("[Reduce(nameof(Lines), Store = \"s\")] static int C({|GS3001:int|} a, string v) => a;")]
    [InlineData("[Join(nameof(Lines), {|GS3001:nameof(Keyed)|}), Sink(\"b\")] static string C(string l, string r) => l; [Source(\"n\")] partial Table<int, string> Keyed { get; }")]
    [InlineData("[Join(nameof(Lines), nameof(Rows)), Sink(\"b\")] static string C(string l, {|GS3001:int|} r) => l;")]
    [InlineData("[Join(nameof(Lines), nameof(Everywhere), KeySelector = {|GS2006:nameof(K)|}), Sink(\"b\")] static string C(string l, string r) => l; static int K(string v) => 1;")]
    [InlineData("[Join(nameof(Lines), nameof(Everywhere), KeySelector = nameof(K)), Sink(\"b\")] static string C(string l, string r) => l; static string K({|GS3001:int|} v) => \"\";")]
    [InlineData("[Join(nameof(Lines), nameof(Rows), Kind = JoinKind.Left), Sink(\"b\")] static string C(string l, ReadOnlySpan<byte> r) => l;")]
    [InlineData("[Source(\"a\"), Sink(\"b\")] partial Stream<string, {|GS3003:Action|}> C { get; }")]
    [InlineData("[MapValues(nameof(Lines))] static Action M(string v) => () => { }; [ForEach(nameof(M))] static void C(Action v) => v();")]
    [InlineData("[MapValues(nameof(Lines))] static {|GS3003:Action|} M(string v) => () => { }; [Repartition(nameof(M)), Sink(\"b\")] partial Stream<string, Action> C { get; } [Filter(nameof(M)), Sink(\"c\")] static bool D(Action v) => true;")]
    [InlineData("[FlatMapValues(nameof(Lines))] static void M(string v, BytesOutput o) { } [ForEach(nameof(M))] static void C({|GS3003:Action|} v) => v();")]
    [InlineData("[FlatMapValues(nameof(Lines))] static void M(string v, BytesOutput o) { } [Filter(nameof(M)), Sink(\"b\")] static bool C(int v) => true;")]
    public void Types(string members) => MarkedProgram.AssertMembers(Lines + Rows + Everywhere + members);

    [Theory]
    [InlineData("[Count(nameof(Lines), Store = {|GS1009:\"my store\"|})] public partial Table<string, long> C { get; }")]
    [InlineData("[Count(nameof(Lines))] public partial Table<string, long> {|GS1009:Zähler|} { get; }")]
    [InlineData("[Count(nameof(Lines), Store = \"zaehler\")] public partial Table<string, long> Zähler { get; }")]
    [InlineData("[Repartition(nameof(Lines), Name = {|GS1009:\"a b\"|}), Sink(\"b\")] partial Stream<string, string> C { get; }")]
    [InlineData("[Count(nameof(Lines), Store = \"s\")] public partial Table<string, long> A { get; } [StateStore({|GS5003:\"s\"|})] partial KeyValueStore<string, int> S { get; } [ProcessValues(nameof(Lines))] void P(string v, KeyValueStore<string, int> s) { }")]
    [InlineData("[Count(nameof(Lines), Store = \"B\")] public partial Table<string, long> A { get; } [Count(nameof(Lines))] public partial Table<string, long> {|GS5003:B|} { get; }")]
    [InlineData("[SelectKey(nameof(Lines))] static string K(string v) => v; [SelectKey(nameof(Lines))] static string L(string v) => v; [Count(nameof(K), Repartition = \"r\")] public partial Table<string, long> A { get; } [Count(nameof(L), Repartition = {|GS5008:\"r\"|})] public partial Table<string, long> B { get; }")]
    [InlineData("[GroupBy(nameof(Lines), Name = \"r\")] static string K(string v) => v; [Count(nameof(K))] public partial Table<string, long> A { get; } [Count(nameof(K))] public partial Table<string, long> B { get; }")]
    [InlineData("[Count(nameof(Lines))] private partial Table<string, long> {|GS4004:A|} { get; }")]
    [InlineData("[Reduce(nameof(Lines))] static string {|GS4004:A|}(string a, string v) => v;")]
    [InlineData("[StateStore(\"s\")] partial KeyValueStore<string, int> {|GS5004:S|} { get; }")]
    [InlineData("[Branch(nameof(Lines), Default = true), Sink(\"b\")] partial Stream<string, string> A { get; } [{|GS4008:Branch|}(nameof(Lines), Default = true), Sink(\"c\")] partial Stream<string, string> B { get; }")]
    [InlineData("[Filter(nameof(Lines)), Sink({|GS4006:\"lines\"|})] static bool A(string v) => true;")]
    [InlineData("[Source(\"other\"), Sink(\"lines\")] partial Stream<string, string> Other { get; }")]
    public void State(string members) => MarkedProgram.AssertMembers(Lines + members);

    [Fact]
    public void Two_cycles_get_two_messages_and_what_reads_them_none()
    {
        var run = MarkedProgram.AssertMembers(
            """
            [Filter({|GS4001:nameof(B)|}), Sink("a")] static bool A(string v) => true;
            [Filter(nameof(A))] static bool B(string v) => true;
            [Filter({|GS4001:nameof(D)|})] static bool C(string v) => true;
            [Filter(nameof(E))] static bool D(string v) => true;
            [Filter(nameof(C))] static bool E(string v) => true;
            [Filter(nameof(E)), Sink("f")] static bool F(int v) => true;
            """);

        Assert.Equal([2, 3], run.Diagnostics.Select(static d => d.AdditionalLocations.Count));
    }

    [Fact]
    public void Faults_apart_from_each_other_are_all_reported_and_their_readers_are_not() => MarkedProgram.AssertMembers(
        Lines + """
        [Filter({|GS2001:"X"|})] static bool A(string v) => true;
        [MapValues(nameof(A)), Sink("a")] static string AfterA(int v) => "";
        [Filter(nameof(Lines))] static {|GS3002:int|} B(string v) => 1;
        [MapValues(nameof(B)), Sink("b")] static string AfterB(int v) => "";
        [Filter(nameof(Lines))] static bool C({|GS3001:int|} v) => true;
        [Count(nameof(C))] partial Table<int, int> AfterC { get; }
        """);

    [Fact]
    public void The_other_place_of_a_mismatch_is_marked_too()
    {
        var run = MarkedProgram.AssertMembers(Lines + "[Filter(nameof(Lines)), Sink(\"b\")] static bool C({|GS3001:int|} v) => true;");

        var message = Assert.Single(run.Diagnostics);
        Assert.Equal("string", Assert.Single(message.AdditionalLocations).SourceTree!.GetText().ToString(message.AdditionalLocations[0].SourceSpan));
        Assert.Contains("'C' takes 'int', but the values of 'Lines' are 'string'", message.GetMessage(null), StringComparison.Ordinal);
    }
}
