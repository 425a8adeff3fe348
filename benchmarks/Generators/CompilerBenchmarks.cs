using BenchmarkDotNet.Attributes;
using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Benchmarks;

/// <summary>How long the C# compiler waits for the topology compiler: at a build, and after each edit in an editor.</summary>
[MemoryDiagnoser, InProcess]
public class CompilerBenchmarks
{
    private CSharpCompilation _program = null!;
    private GeneratorDriver _warm = null!;
    private CSharpCompilation[] _editedElsewhere = null!;
    private CSharpCompilation[] _editedBody = null!;
    private int _edit;

    /// <summary>How many operators the topology has.</summary>
    [Params(10, 50)]
    public int Operators { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _program = UserProgram.Compile(LargeTopology.Write(Operators), "public static class Other { public static int Number => 1; }");
        _warm = NewDriver().RunGenerators(_program);
        if (_warm.GetRunResult() is { Diagnostics.IsEmpty: false } result)
        {
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
        }

        // The edits take turns, so that each differs from the one before it.
        _editedElsewhere = [LargeTopology.Edit(_program, 2, "=> 1", "=> 2"), LargeTopology.Edit(_program, 2, "=> 1", "=> 3")];
        _editedBody = [LargeTopology.Edit(_program, 1, "+ 1", "+ 2"), LargeTopology.Edit(_program, 1, "+ 1", "+ 3")];
    }

    /// <summary>The first run of a process that is warm, over a program of which nothing is bound yet.</summary>
    [Benchmark]
    public GeneratorDriver Cold() => NewDriver().RunGenerators(_program.Clone());

    /// <summary>An edit in a file that has nothing to do with the topology.</summary>
    [Benchmark]
    public GeneratorDriver EditElsewhere() => _warm = _warm.RunGenerators(_editedElsewhere[_edit++ & 1]);

    /// <summary>An edit in the body of an operator's method.</summary>
    [Benchmark]
    public GeneratorDriver EditBody() => _warm = _warm.RunGenerators(_editedBody[_edit++ & 1]);

    private static CSharpGeneratorDriver NewDriver() =>
        CSharpGeneratorDriver.Create([new TopologyGenerator().AsSourceGenerator()], parseOptions: UserProgram.ParseOptions);
}
