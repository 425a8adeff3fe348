using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Tests.Emission;

/// <summary>Programs whose names could clash with generated ones, or mean something else there.</summary>
public class HostileNamesTests
{
    [Fact]
    public void Members_may_be_called_like_members_of_the_generated_task() => GeneratedCode.Of(GeneratedCode.Topology("""
        [Source("in")] private partial Stream<string, string> Process { get; }
        [MapValues(nameof(Process))] private static string At(string Drop) => Drop;
        [Filter(nameof(At))] private static bool Flush(string value) => true;
        [MapValues(nameof(Flush))] private static string Context(string value) => value;
        [MapValues(nameof(Context))] private static string Collector(string value) => value;
        [Peek(nameof(Collector))] private static void Headers(string value) { }
        [Reduce(nameof(Headers)), Sink("out")] private static string Resumes(string left, string right) => right;
        [ToStream(nameof(Resumes))] private partial Stream<string, string> ResumesChanged { get; }
        [MapValues(nameof(ResumesChanged)), Sink("more")] private static string FlushResumes(string? value) => "";
        """));

    [Fact]
    public void Members_may_be_called_like_the_constants() => GeneratedCode.Of(GeneratedCode.Topology("""
        [Source("in")] private partial Stream<string, string> Description { get; }
        [MapValues(nameof(Description)), Sink("out")] private static string Mermaid(string value) => value;
        """));

    [Fact]
    public void Members_may_be_called_like_keywords() => GeneratedCode.Of("""
        namespace @event.@namespace;

        [Topology("app")]
        public partial class @class
        {
            [Source("in")] private partial Stream<string, string> @in { get; }
            [MapValues(nameof(@in))] private static string @new(string @null) => @null;
            [Branch(nameof(@new))] private static bool @if(string @true) => true;
            [Branch(nameof(@new), Default = true), Sink("rest")] private partial Stream<string, string> @else { get; }
            [Count(nameof(@if)), Sink("out")] public partial Table<string, long> @long { get; }
            [StateStore("while")] private partial KeyValueStore<string, string> @while { get; }
            [ProcessValues(nameof(@if)), Sink("done")] private static string @do(string @value, KeyValueStore<string, string> @for) => @value;
        }
        """);

    [Fact]
    public void Members_and_locals_of_generated_code_do_not_meet() => GeneratedCode.Of(GeneratedCode.Topology("""
        [Source("in")] private partial Stream<string, string> key { get; }
        [FlatMapValues(nameof(key))] private static void value(string newValue, Output<string> i) { }
        [SelectKey(nameof(value))] private static string newKey(string timestamp) => timestamp;
        [Filter(nameof(newKey)), Sink("record")] private static bool keyBytes(string e) => true;
        [Count(nameof(newKey), Store = "stored"), Sink("out")] public partial Table<string, long> count { get; }
        [Filter(nameof(count)), Sink("kept")] private static bool kept(long present) => true;
        """));

    [Fact]
    public void The_users_own_types_may_be_called_like_the_frameworks() => GeneratedCode.Of("""
        namespace App
        {
            public class System;
            public class Bytes;
            public class Math;
            public class Exception;
            public class Task;

            [global::GenStreams.Topology("app")]
            public partial class T
            {
                public class GenStreams;
                public class Int64Serde;

                [global::GenStreams.Source("in")] private partial global::GenStreams.Stream<string, string> In { get; }
                [global::GenStreams.Count(nameof(In)), global::GenStreams.Sink("out")] public partial global::GenStreams.Table<string, long> Counts { get; }
            }
        }
        """);

    [Fact]
    public void Topologies_may_stand_in_other_types_and_in_no_namespace() => GeneratedCode.Of("""
        public partial class Outer<T>
        {
            internal partial record struct Middle
            {
                [Topology("one")]
                private sealed partial class Inner
                {
                    [Source("in")] private partial Stream<string, string> In { get; }
                    [MapValues(nameof(In)), Sink("out")] private static string Upper(string value) => value;
                }
            }
        }

        namespace A { [Topology("a")] public partial class Same { [Source("in")] private partial Stream<string, string> In { get; } [ForEach(nameof(In))] private void Take(string value) { } } }
        namespace B { [Topology("b")] public partial class Same { [Source("in")] private partial Stream<string, string> In { get; } [ForEach(nameof(In))] private void Take(string value) { } } }
        """);

    [Fact]
    public void Code_without_nullable_annotations_compiles() => GeneratedCode.Of("#nullable disable\n" + GeneratedCode.Topology("""
        [Source("in")] private partial Stream<string, string> In { get; }
        [Source("names")] private partial Table<string, string> Names { get; }
        [FlatMapValues(nameof(In))] private static void Words(string value, Output<string> words) => words.Emit(value);
        [SelectKey(nameof(Words))] private static string ByWord(string word) => word;
        [Join(nameof(ByWord), nameof(Names), Kind = JoinKind.Left)] private static string Named(string value, string name) => name;
        [Aggregate(nameof(Named), Initializer = nameof(Start)), Sink("out")] private static string All(string all, string value) => all + value;
        private static string Start() => null;
        [Filter(nameof(All)), Sink("long")] private static bool Long(string value) => value.Length > 4;
        [MapValues(nameof(Long)), Sink("lengths")] private static int Length(string value) => value.Length;
        """));

    [Fact]
    public void Generated_code_gives_no_warning_whatever_is_switched_on()
    {
        var program = UserProgram.Compile("""
            /// <summary>A documented one.</summary>
            [Topology("app")]
            public partial class T
            {
                [Source("in")] private partial Stream<string, string> In { get; }
                /// <summary>Counts.</summary>
                [Count(nameof(In)), Sink("out")] public partial Table<string, long> Counts { get; }
            }
            """);
        var strict = program.WithOptions(program.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error).WithWarningLevel(9999))
            .ReplaceSyntaxTree(program.SyntaxTrees[1], program.SyntaxTrees[1].WithRootAndOptions(
                program.SyntaxTrees[1].GetRoot(), UserProgram.ParseOptions.WithDocumentationMode(DocumentationMode.Diagnose)));
        var run = GeneratedCode.Clean(GeneratorRun.Of((Microsoft.CodeAnalysis.CSharp.CSharpCompilation)strict));
        Assert.NotEmpty(run.Result.GeneratedSources);
    }

    [Fact]
    public void Texts_are_escaped() => GeneratedCode.Of(GeneratedCode.Topology("""
        [Source("in")] private partial Stream<string, string> In { get; }
        [Print(nameof(In), Label = "a \"label\" \\ with\nall {sorts} of \u2028 things")] private partial Stream<string, string> Shown { get; }
        """));
}
