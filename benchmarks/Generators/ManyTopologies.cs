using BenchmarkDotNet.Attributes;
using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Benchmarks;

/// <summary>A project of many topologies, of which one is edited.</summary>
[MemoryDiagnoser, InProcess]
public class ManyTopologies
{
    private const int Topologies = 100;
    private GeneratorDriver _warm = null!;
    private CSharpCompilation[] _edited = null!;
    private int _edit;

    [GlobalSetup]
    public void Setup()
    {
        var program = UserProgram.Compile([.. Enumerable.Range(0, Topologies).Select(static n => LargeTopology.Write(10, n))]);
        _warm = CSharpGeneratorDriver.Create([new TopologyGenerator().AsSourceGenerator()], parseOptions: UserProgram.ParseOptions).RunGenerators(program);
        if (_warm.GetRunResult() is { Diagnostics.IsEmpty: false } result)
        {
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
        }

        // The first file has the usings. The edits take turns, so that each differs from the one before it.
        _edited = [Edit(program, "edited-a"), Edit(program, "edited-b")];
    }

    /// <summary>An edit of an argument, which makes other code.</summary>
    [Benchmark]
    public GeneratorDriver EditOneOfHundred() => _warm = _warm.RunGenerators(_edited[_edit++ & 1]);

    private static CSharpCompilation Edit(CSharpCompilation program, string topic) => LargeTopology.Edit(program, Topologies / 2, "raised-0", topic);
}
