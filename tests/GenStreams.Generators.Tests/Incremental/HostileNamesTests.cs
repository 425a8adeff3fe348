using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Incremental;

/// <summary>Programs whose names get in the way of generated code.</summary>
public sealed class HostileNamesTests
{
    private const string Members = """
        {
            [Source("lines")] partial Stream<string, string> Lines { get; }
            [Filter(nameof(Lines))] static bool Long(string line) => line.Length > 10;
            [Count(nameof(Long))] public partial Table<string, long> Counts { get; }
        }
        """;

    public static TheoryData<string> Programs => new()
    {
        // Where the class stands.
        "[Topology(\"t\")] partial class T" + Members,
        "namespace A.B; [Topology(\"t\")] partial class T" + Members,
        "namespace @event.@class { [Topology(\"t\")] partial class @namespace" + Members + " }",
        "partial class Outer { [Topology(\"t\")] partial class T" + Members + " }",
        "partial class Outer<TOuter> where TOuter : new() { [Topology(\"t\")] private partial class T" + Members + " }",
        "partial struct Outer { partial record struct Middle { partial record Inner { partial interface IMost<TX> { [Topology(\"t\")] partial class T" + Members + " } } } }",
        "[Topology(\"t\")] partial record T" + Members,
        "[Topology(\"t\")] sealed partial class Größe" + Members,
        "[Topology(\"a\")] partial class Foo" + Members + "[Topology(\"b\")] partial class foo" + Members,
        "namespace A { [Topology(\"a\")] partial class T" + Members + " } namespace B { [Topology(\"b\")] partial class T" + Members + " }",

        // What else there is.
        "namespace N { class System; class Task; class String; class GenStreams; class Span; [Topology(\"t\")] partial class T" + Members + " }",
        "[Topology(\"t\")] partial class T { [Source(\"in\")] partial Stream<string, string> @event { get; } [Filter(nameof(@event)), Sink(\"o\")] static bool @class(string @in, string @out) => true; }",
        "[Topology(\"t\")] partial class T { [Source(\"in\")] partial Stream<string, string> key { get; } [MapValues(nameof(key)), Sink(\"o\")] static string value(string key, string record) => key; }",
        "[Topology(\"t\")] partial class T { [Source(\"in\")] partial Stream<string, string> System { get; } [MapValues(nameof(System)), Sink(\"o\")] static string Process(string context) => context; }",
        "[Topology(\"t\")] partial class T(int @int, IServiceProvider services) { [Source(\"in\")] partial Stream<string, string> A { get; } [Filter(nameof(A)), Sink(\"o\")] bool B(string v) => @int > 1 && services != null; }",
        "#nullable disable\n[Topology(\"t\")] partial class T { [Source(\"in\")] partial Stream<string, string> A { get; } [Filter(nameof(A)), Sink(\"o\")] static bool B(string v) => true; }",
        "[Topology(\"t\")] partial class T { [Source(\"in\")] partial Stream<(int A, string B), Dictionary<string, List<int?>>> A { get; } [MapValues(nameof(A)), Sink(\"o\")] static int[] B((int, string) key, Dictionary<string, List<int?>> value) => []; }",
        "enum Colour { Red } struct Point { public int X { get; set; } } [Topology(\"t\")] partial class T { [Source(\"in\")] partial Stream<Colour, Point?> A { get; } [Filter(nameof(A)), Sink(\"o\")] static bool B(Colour? key, in Point? value) => true; }",
        "[Topology(\"t\"), Obsolete] partial class T { [Source(\"in\"), Obsolete] partial Stream<string, string> A { get; } [Filter(nameof(A)), Sink(\"o\"), Obsolete] static bool B(string v) => true; }",
        "[GenStreams.Topology(name: \"t\")] partial class T { [global::GenStreams.SourceAttribute(topic: \"in\")] partial Stream<string, string> A { get; } [Filter(input: nameof(A)), Sink(topic: \"o\")] static bool B(string v) => true; }",
        "using S = GenStreams.SourceAttribute; using Str = GenStreams.Stream<string, string>; [Topology(\"t\")] partial class T { [S(\"in\")] partial Str A { get; } [Filter(nameof(A)), Sink(\"o\")] static bool B(string v) => true; }",
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Generated_code_compiles_or_one_message_says_why_not(string program)
    {
        var run = GeneratorRun.Of(program);

        Assert.DoesNotContain(run.Diagnostics, static d => d.Id is "GS9999" or "CS8785");
        Assert.True(run.Diagnostics.Length <= 1, string.Join("\n", run.Diagnostics));
        Assert.True(run.CompilerErrors.IsEmpty, string.Join("\n", run.CompilerErrors));
        Assert.NotEmpty(run.Result.GeneratedSources);
    }

    [Theory]
    [InlineData("[Topology] partial class T { [Source] partial Stream<string, string> A { get; } [Filter(nameof(A), 7)] static bool B(string v) => true; }")]
    [InlineData("[Topology(null!)] partial class T { [Source(null!)] partial Stream<,> A { get; } [Filter(nameof()), Sink(null!)] static bool B() => true; }")]
    [InlineData("[Topology(\"t\")] partial class T { [Merge(null!)] partial Stream<string, string> A { get; } [Merge(null!, null!)] partial Stream<string, string> B { get; } [Join(null!, null!)] static int J(int a, int b) => 1; }")]
    [InlineData("[Topology(\"t\")] partial class { [Source(\"a\")] partial Stream<string, string> { get; } [Filter(] static bool (string v) => true; }")]
    [InlineData("[Topology(\"t\")] partial class T { [Filter(nameof(T))] bool this[int i] => true; [Count(\"T\")] partial Table<string, long> this[string s] { get; } [Print(\"x\")] partial int P { get; set; } }")]
    [InlineData("[Topology(\"t\")] partial struct T { } [Topology(\"t\")] interface I { } [Topology(\"t\")] enum E { } [Topology(\"t\")] delegate void D();")]
    [InlineData("[Topology(\"t\")] partial class T { [Source(\"a\"), Count, Count] partial Stream<T, T> A { get; } [Source(\"b\")] public T() { } [Filter] ~T() { } [Sink(\"x\")] int f; }")]
    [InlineData("[Topology(\"t\"), Source(), Sink(3)] partial class T : T { [Aggregate(Initializer = nameof(Z), Store = null)] static ref int A(ref int a, __arglist) => ref a; }")]
    [InlineData("[Topology(\"t\")] partial class T { [Source(\"in\")] partial Stream<nint, dynamic> A { get; } [ForEach(nameof(A))] static void B(int v) { } }")]
    [InlineData("[Topology(\"t\")] unsafe partial class T { [Source(\"a\")] partial Stream<int*, void*> A { get; } [Map(nameof(A))] static (int*, T*) M(int* v) => default; }")]
    public void Programs_that_are_no_programs_end_in_messages_and_never_in_a_fault_of_the_compiler(string program)
    {
        var run = GeneratorRun.Of(program);

        Assert.Null(run.Result.Exception);
        Assert.DoesNotContain(run.Diagnostics, static d => d.Id is "GS9999" or "CS8785");
    }
}
