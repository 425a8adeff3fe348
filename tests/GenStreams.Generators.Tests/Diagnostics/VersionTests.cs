using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Diagnostics;

/// <summary>Faults of versioned tables and stores, of grace and of suppress, each at its argument.</summary>
public class VersionTests
{
    private const string Lines = "[Source(\"a\")] partial Stream<string, string> Lines { get; } ";
    private const string Rows = "[Source(\"rows\")] partial Table<string, string> Rows { get; } ";
    private const string Versions = "[Source(\"rows\", HistoryRetention = \"1h\")] partial Table<string, string> Rows { get; } ";
    private const string Counts = "[Count(nameof(Lines)), Window(Tumbling = \"5s\", Grace = \"2s\")] partial WindowedTable<string, long> Counts { get; } ";

    [Theory]
    [InlineData("[Source(\"b\", HistoryRetention = {|GS5055:\"1h\"|})] partial Stream<string, string> S { get; } [ForEach(nameof(S))] static void F(string v) { }")]
    [InlineData("[Source(\"b\", HistoryRetention = {|GS5055:\"1h\"|})] partial GlobalTable<string, string> S { get; } [Join(nameof(Lines), nameof(S), KeySelector = nameof(K)), Sink(\"c\")] static string F(string l, string r) => l; static string K(string l) => l;")]
    [InlineData("[StateStore(\"s\", HistoryRetention = {|GS5055:\"1h\"|})] partial KeyValueStore<string, string> S { get; } [ProcessValues(nameof(Lines)), Sink(\"c\")] static string F(string l, KeyValueStore<string, string> s) => l;")]
    [InlineData("[{|GS5056:StateStore|}(\"s\")] partial VersionedKeyValueStore<string, string> S { get; } [ProcessValues(nameof(Lines)), Sink(\"c\")] static string F(string l, VersionedKeyValueStore<string, string> s) => l;")]
    [InlineData("[ToTable(nameof(Lines), HistoryRetention = {|GS5001:\"1 h\"|}), Sink(\"c\")] partial Table<string, string> S { get; }")]
    public void Histories(string members) => MarkedProgram.AssertMembers(Lines + members);

    [Theory]
    [InlineData("[Source(\"b\", Retention = {|GS5062:\"1h\"|})] partial Stream<string, string> S { get; } [ForEach(nameof(S))] static void F(string v) { }")]
    [InlineData("[Source(\"b\", Persistent = {|GS5062:true|})] partial Stream<string, string> S { get; } [ForEach(nameof(S))] static void F(string v) { }")]
    [InlineData("[Source(\"b\", Retention = {|GS5062:\"1h\"|})] partial GlobalTable<string, string> S { get; } [Join(nameof(Lines), nameof(S), KeySelector = nameof(K)), Sink(\"c\")] static string F(string l, string r) => l; static string K(string l) => l;")]
    [InlineData("[Source(\"b\", Retention = {|GS5062:\"1h\"|}, HistoryRetention = \"1h\"), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[Count(nameof(Lines), Retention = {|GS5062:\"1h\"|}), Window(Tumbling = \"5s\"), Sink(\"c\")] partial WindowedTable<string, long> S { get; }")]
    [InlineData("[Count(nameof(Lines), Retention = {|GS5062:\"0s\"|}), Sink(\"c\")] partial Table<string, long> S { get; }")]
    [InlineData("[Count(nameof(Lines), Retention = {|GS5001:\"a week\"|}), Sink(\"c\")] partial Table<string, long> S { get; }")]
    [InlineData(Rows + "[GroupBy(nameof(Rows))] static (string, string) G(string v) => (v, v); [Count(nameof(G), Retention = {|GS5062:\"1h\"|}), Sink(\"c\")] partial Table<string, long> S { get; }")]
    [InlineData("[StateStore(\"s\", HistoryRetention = \"1h\", Retention = {|GS5062:\"1h\"|})] partial VersionedKeyValueStore<string, string> S { get; } [ProcessValues(nameof(Lines)), Sink(\"c\")] static string F(string l, VersionedKeyValueStore<string, string> s) => l;")]
    public void Retentions(string members) => MarkedProgram.AssertMembers(Lines + members);

    [Theory]
    [InlineData("[Source(\"rows\", Retention = \"1h\", Persistent = true), Sink(\"c\")] partial Table<string, string> S { get; } [ForEach(nameof(Lines))] static void F(string v) { }")]
    [InlineData("[ToTable(nameof(Lines), Retention = \"1h\", Persistent = true), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[Count(nameof(Lines), Persistent = true), Window(Tumbling = \"5s\"), Sink(\"c\")] partial WindowedTable<string, long> S { get; }")]
    [InlineData("[Reduce(nameof(Lines), Retention = \"7d\", Persistent = true), Sink(\"c\")] static string F(string a, string v) => v;")]
    [InlineData("[Aggregate(nameof(Lines), Retention = \"7d\", Persistent = true), Sink(\"c\")] static long F(long a, string v) => a;")]
    public void Retentions_that_are_right(string members) => MarkedProgram.AssertMembers(Lines + members);

    [Theory]
    [InlineData(Rows + "[Join(nameof(Lines), nameof(Rows), Grace = {|GS5057:\"5s\"|}), Sink(\"c\")] static string F(string l, string r) => l;")]
    [InlineData(Versions + "[Filter(nameof(Rows), Store = \"some\")] static bool Some(string v) => true; [Join(nameof(Lines), nameof(Some), Grace = {|GS5057:\"5s\"|}), Sink(\"c\")] static string F(string l, string r) => l;")]
    [InlineData(Versions + "[Source(\"x\")] partial Table<string, string> X { get; } [Join(nameof(X), nameof(Rows), Grace = {|GS5057:\"5s\"|}), Sink(\"c\")] static string F(string l, string r) => l; [ForEach(nameof(Lines))] static void E(string v) { }")]
    [InlineData("[Source(\"g\")] partial GlobalTable<string, string> G { get; } [Join(nameof(Lines), nameof(G), KeySelector = nameof(K), Grace = {|GS5057:\"5s\"|}), Sink(\"c\")] static string F(string l, string r) => l; static string K(string l) => l;")]
    [InlineData("[Source(\"x\")] partial Stream<string, string> X { get; } [Join(nameof(Lines), nameof(X), Grace = {|GS5057:\"5s\"|}), Window(Within = \"5s\"), Sink(\"c\")] static string F(string l, string r) => l;")]
    public void Graces(string members) => MarkedProgram.AssertMembers(Lines + members);

    [Theory]
    [InlineData("[{|GS5058:Suppress|}(nameof(Rows)), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[{|GS5058:Suppress|}(nameof(Rows), MaxRecords = 5, EmitEarlyWhenFull = true), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[Suppress(nameof(Rows), UntilTimeLimit = {|GS5058:\"5s\"|}, UntilWindowCloses = true), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[Suppress(nameof(Rows), UntilTimeLimit = \"5s\", MaxRecords = {|GS5058:0|}), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[Suppress(nameof(Rows), UntilTimeLimit = \"5s\", MaxBytes = {|GS5058:-1|}), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[Suppress(nameof(Rows), UntilTimeLimit = \"5s\", EmitEarlyWhenFull = {|GS5058:true|}), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[Suppress(nameof(Rows), UntilWindowCloses = {|GS5059:true|}), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[Suppress(nameof(Rows), UntilTimeLimit = \"5s\"), Sink(\"c\")] partial {|GS3004:Table<string, long>|} S { get; }")]
    public void Suppressions(string members) => MarkedProgram.AssertMembers(Rows + members);

    [Theory]
    [InlineData("[Suppress({|GS5060:nameof(Rows)|}, UntilTimeLimit = \"5s\"), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[Filter(nameof(Rows))] static bool Some(string v) => true; [Suppress({|GS5060:nameof(Some)|}, UntilTimeLimit = \"5s\"), Sink(\"c\")] partial Table<string, string> S { get; }")]
    public void Suppressions_of_versioned_tables(string members) => MarkedProgram.AssertMembers(Versions + members);

    [Theory]
    [InlineData(Counts + "[Suppress(nameof(Counts), UntilWindowCloses = true, MaxRecords = 5, EmitEarlyWhenFull = {|GS5058:true|}), Sink(\"c\")] partial WindowedTable<string, long> S { get; }")]
    [InlineData("[Count(nameof(Lines)), Window(Tumbling = \"5s\", Emit = Emit.OnClose)] partial WindowedTable<string, long> Counts { get; } [Suppress(nameof(Counts), UntilWindowCloses = {|GS5059:true|}), Sink(\"c\")] partial WindowedTable<string, long> S { get; }")]
    [InlineData(Counts + "[{|GS5058:Suppress|}(nameof(Counts)), Sink(\"c\")] partial WindowedTable<string, long> S { get; }")]
    public void Suppressions_of_windows(string members) => MarkedProgram.AssertMembers(Lines + members);

    [Theory]
    [InlineData("[Filter(nameof(Rows), Store = \"some\")] static bool Some(string v) => true; [Suppress(nameof(Some), UntilTimeLimit = \"5s\"), Sink(\"c\")] partial Table<string, string> S { get; }")]
    [InlineData("[Source(\"l\")] partial Stream<string, string> L { get; } [MapValues(nameof(Rows))] static string M(string v) => v; [Join(nameof(L), nameof(M), Grace = \"5s\"), Sink(\"c\")] static string F(string l, string r) => l;")]
    public void What_looks_alike_and_is_right(string members) => MarkedProgram.AssertMembers(Versions + members);
}
