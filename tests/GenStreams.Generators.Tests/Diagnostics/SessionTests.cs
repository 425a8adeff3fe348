using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Diagnostics;

/// <summary>The faults of aggregations in sessions and in sliding windows.</summary>
public sealed class SessionTests
{
    private const string Lines = "[Source(\"a\")] partial Stream<string, string> Lines { get; } static string Id(string v) => v; ";

    [Theory]
    [InlineData("[{|GS5020:Aggregate|}(nameof(Lines)), Window(Session = \"5s\"), Sink(\"b\")] static long F(long a, string v) => a;")]
    [InlineData("[Aggregate(nameof(Lines), Merger = {|GS5021:nameof(M)|}), Sink(\"b\")] static long F(long a, string v) => a; static long M(long l, long r) => l + r;")]
    [InlineData("[Aggregate(nameof(Lines), Merger = {|GS5021:nameof(M)|}), Window(Sliding = \"5s\"), Sink(\"b\")] static long F(long a, string v) => a; static long M(long l, long r) => l + r;")]
    [InlineData("[Aggregate(nameof(Lines), Merger = {|GS2005:\"None\"|}), Window(Session = \"5s\"), Sink(\"b\")] static long F(long a, string v) => a;")]
    [InlineData("[Aggregate(nameof(Lines), Merger = {|GS2006:nameof(M)|}), Window(Session = \"5s\"), Sink(\"b\")] static long F(long a, string v) => a; static long M(int l, long r) => l + r;")]
    [InlineData("[Aggregate(nameof(Lines), Merger = {|GS2006:nameof(M)|}), Window(Session = \"5s\"), Sink(\"b\")] static long F(long a, string v) => a; static int M(long l, long r) => 1;")]
    [InlineData("[Aggregate(nameof(Lines), Merger = {|GS2006:nameof(M)|}), Window(Session = \"5s\"), Sink(\"b\")] static long F(long a, string v) => a; static long M(long l) => l;")]
    [InlineData("[Aggregate(nameof(Lines), Merger = {|GS2006:nameof(M)|}), Window(Session = \"5s\"), Sink(\"b\")] static string? F(string? a, string v) => a; static string M(string l, string r) => l + r;")]
    [InlineData("[Count(nameof(Lines)), Window(Session = {|GS5012:\"0s\"|})] public partial WindowedTable<string, long> C { get; }")]
    [InlineData("[Count(nameof(Lines)), Window(Sliding = {|GS5012:\"0s\"|})] public partial WindowedTable<string, long> C { get; }")]
    [InlineData("[Count(nameof(Lines)), Window(Sliding = \"5s\", Retention = {|GS5012:\"9s\"|})] public partial WindowedTable<string, long> C { get; }")]
    [InlineData("[Count(nameof(Lines)), Window(Session = \"5s\")] public partial {|GS3004:Table<string, long>|} C { get; }")]
    public void Faults(string members) => MarkedProgram.AssertMembers(Lines + members);

    [Theory]
    [InlineData("[Aggregate(nameof(Lines), Merger = nameof(M)), Window(Session = \"5s\"), Sink(\"b\")] static long F(long a, string v) => a; static long M(string k, long l, long r) => l + r;")]
    [InlineData("[Reduce(nameof(Lines)), Window(Session = \"5s\"), Sink(\"b\")] static string F(string a, string v) => a;")]
    [InlineData("[Reduce(nameof(Lines)), Window(Sliding = \"5s\", Emit = Emit.OnClose), Sink(\"b\")] static string F(string a, string v) => a;")]
    [InlineData("[Count(nameof(Lines)), Window(Sliding = \"5s\")] public partial WindowedTable<string, long> C { get; }")]
    public void What_is_right(string members) => MarkedProgram.AssertMembers(Lines + members);
}
