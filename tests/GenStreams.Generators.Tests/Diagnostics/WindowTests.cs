using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Diagnostics;

/// <summary>Faults of windows and of cogroups get one message each, where they are.</summary>
public class WindowTests
{
    private const string Inputs = """
        [Source("a")] partial Stream<string, int> A { get; }
        [Source("b"), Sink("copy-b")] partial Stream<string, string> B { get; }
        [Source("c"), Sink("copy-c")] partial Stream<long, string> C { get; }

        """;

    private const string Sum = "[Aggregate(nameof(A)), Sink(\"out\")] static long Sum(long sum, int value) => sum + value;\n";

    [Theory]
    [InlineData("[Cogroup(nameof(B), nameof(Sum))] static long F(long sum, string key, string value) => sum + value.Length;")]
    [InlineData("[Cogroup(nameof(B), nameof(Sum))] static void F(ref long sum, string value) => sum += value.Length;")]
    [InlineData("[Cogroup({|GS3001:nameof(C)|}, nameof(Sum))] static long F(long sum, string value) => sum;")]
    [InlineData("[Cogroup(nameof(B), nameof(Sum))] static int F({|GS3001:int|} sum, string value) => sum;")]
    [InlineData("[Cogroup(nameof(B), nameof(Sum))] static long F(long sum, {|GS3001:int|} value) => sum;")]
    [InlineData("[Cogroup(nameof(B), {|GS2003:nameof(F)|})] static long F(long sum, string value) => sum;")]
    [InlineData("[Cogroup(nameof(B), nameof(Sum)), {|GS5002:Window|}(Tumbling = \"1s\")] static long F(long sum, string value) => sum;")]
    [InlineData("[Cogroup(nameof(B), nameof(Sum)), {|GS4009:Sink|}(\"f\")] static long F(long sum, string value) => sum;")]
    [InlineData("[ToStream({|GS4001:nameof(Sum)|})] partial Stream<string, long> S { get; } [Cogroup(nameof(S), nameof(Sum))] static long F(long sum, long value) => sum;")]
    public void Cogroups(string members) => MarkedProgram.AssertMembers(Inputs + Sum + members);

    [Fact]
    public void Inputs_of_a_cogroup_are_partitioned_alike() => MarkedProgram.AssertMembers(Inputs + """
        [Repartition(nameof(A), Partitions = 3)] partial Stream<string, int> Three { get; }
        [Repartition(nameof(B), Partitions = 4)] partial Stream<string, string> Four { get; }
        [Aggregate(nameof(Three)), Sink("out")] static long Sum(long sum, int value) => sum + value;
        [Cogroup({|GS5005:nameof(Four)|}, nameof(Sum))] static long F(long sum, string value) => sum + value.Length;
        """);

    [Theory]
    [InlineData("[Count(nameof(A)), Window(Tumbling = \"1s\")] public partial {|GS3004:Table<string, long>|} N { get; }")]
    [InlineData("[Count(nameof(A))] public partial {|GS3004:WindowedTable<string, long>|} N { get; }")]
    [InlineData("[Count(nameof(A)), Window(Tumbling = \"1s\")] public partial {|GS3004:WindowedTable<long, long>|} N { get; }")]
    [InlineData("[Count(nameof(A)), Window(Tumbling = \"1s\")] public partial {|GS3004:WindowedTable<string, int>|} N { get; }")]
    [InlineData("[Count(nameof(A)), Window(Tumbling = \"1s\")] public partial Table<Windowed<string>, long> N { get; }")]
    [InlineData("[Count(nameof(A)), Window(Tumbling = \"1s\", Emit = Emit.OnClose)] public partial WindowedTable<string, long> N { get; } [Count(nameof(A), Store = {|GS5003:\"N-progress\"|})] public partial Table<string, long> M { get; }")]
    [InlineData("[Source(\"w\"), Sink(\"out\")] partial Stream<{|GS3003:Windowed<string>|}, int> W { get; }")]
    public void Windows(string members) => MarkedProgram.AssertMembers(
        Inputs + "[MapValues(nameof(A)), Sink(\"doubled\")] static int Doubled(int value) => 2 * value;\n" + members);
}
