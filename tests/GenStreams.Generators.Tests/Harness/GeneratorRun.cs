using System.Collections.Immutable;
using GenStreams.Generators.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Tests.Harness;

/// <summary>A run of the generator over a program.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver)
    {
        Driver = driver.RunGeneratorsAndUpdateCompilation(input, out var output, out var diagnostics);
        Output = output;
        Diagnostics = [.. diagnostics.OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal)];
        Result = Driver.GetRunResult().Results.Single();
        Input = input;
    }

    public CSharpCompilation Input { get; }

    public GeneratorDriver Driver { get; }

    public GeneratorRunResult Result { get; }

    /// <summary>The program with what was generated.</summary>
    public Compilation Output { get; }

    /// <summary>What the generator reported, by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>What the C# compiler finds wrong with the program and what was generated.</summary>
    public ImmutableArray<Diagnostic> CompilerErrors => [.. Output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error)];

    public ImmutableArray<CompiledTopology> Compiled => [.. OutputsOf(TrackingNames.Compile).Cast<CompiledTopology>()];

    /// <summary>Runs the generator, and a second time over a copy of the program, where everything must be cached.</summary>
    public static GeneratorRun Of(params string[] sources) => Of(UserProgram.Compile(sources));

    public static GeneratorRun Of(CSharpCompilation program)
    {
        var run = new GeneratorRun(program, NewDriver((CSharpParseOptions)program.SyntaxTrees[0].Options));
        Assert.Null(run.Result.Exception);
        var again = run.Then(program.Clone());
        again.AssertAllCached();
        PipelineValues.AssertNoRoslynObjects(run);
        return run;
    }

    /// <summary>Runs the same generator over a changed program.</summary>
    public GeneratorRun Then(CSharpCompilation program)
    {
        var run = new GeneratorRun(program, Driver);
        Assert.Null(run.Result.Exception);
        return run;
    }

    /// <summary>The graph of the program's only topology, which must be valid.</summary>
    public StreamGraph Graph()
    {
        Assert.Empty(Diagnostics);
        return Compiled.Single().Graph ?? throw new InvalidOperationException("The topology has no graph: " + string.Join("\n", CompilerErrors));
    }

    public ImmutableArray<object> OutputsOf(string step) =>
        Result.TrackedSteps.TryGetValue(step, out var runs) ? [.. runs.SelectMany(static r => r.Outputs).Select(static o => o.Value)] : [];

    /// <summary>Why each output of a step is as it is.</summary>
    public IncrementalStepRunReason[] ReasonsOf(string step) =>
        Result.TrackedSteps.TryGetValue(step, out var runs) ? [.. runs.SelectMany(static r => r.Outputs).Select(static o => o.Reason)] : [];

    /// <summary>Why each file is as it is.</summary>
    public IncrementalStepRunReason[] OutputReasons =>
        [.. Result.TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static r => r.Outputs).Select(static o => o.Reason)];

    private static CSharpGeneratorDriver NewDriver(CSharpParseOptions options) => CSharpGeneratorDriver.Create(
        [new TopologyGenerator().AsSourceGenerator()],
        parseOptions: options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private void AssertAllCached()
    {
        foreach (string step in new[] { TrackingNames.Model, TrackingNames.Compile, TrackingNames.Report })
        {
            Assert.All(ReasonsOf(step), r => Assert.True(r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {r}"));
        }

        Assert.All(OutputReasons, static r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }
}
