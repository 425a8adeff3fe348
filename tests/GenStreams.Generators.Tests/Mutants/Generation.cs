using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Tests.Mutants;

/// <summary>A single run of the generator over a program, and what the C# compiler says of the result.</summary>
internal sealed class Generation
{
    private readonly Exception? _exception;
    private readonly Diagnostic[] _reported;
    private readonly Diagnostic[] _inGenerated;
    private readonly bool _hasCompilerErrors;

    private Generation(CSharpCompilation program)
    {
        var driver = CSharpGeneratorDriver.Create([new TopologyGenerator().AsSourceGenerator()], parseOptions: UserProgram.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(program, out var output, out _);
        var result = driver.GetRunResult().Results.Single();
        var written = program.SyntaxTrees.ToHashSet();
        _exception = result.Exception;
        _reported = [.. result.Diagnostics];
        var errors = output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToArray();
        _inGenerated = [.. errors.Where(d => d.Location.SourceTree is { } tree && !written.Contains(tree))];
        _hasCompilerErrors = errors.Length > _inGenerated.Length;
    }

    public bool IsClean => _exception is null && _reported.Length == 0 && _inGenerated.Length == 0 && !_hasCompilerErrors;

    /// <summary>
    /// What no program must get, however wrong it is: a fault of the generator, or errors in generated code while the C# compiler finds
    /// the program itself right. Null when there is nothing of it.
    /// </summary>
    public string? Fault =>
        _exception is not null ? _exception.ToString()
        : _reported.FirstOrDefault(static d => d.Id == "GS9999") is { } failed ? failed.GetMessage(null)
        : _inGenerated.Length > 0 && !_hasCompilerErrors ? string.Join("\n", _inGenerated.Take(5).Select(static d => d.ToString()))
        : null;

    public static Generation Of(string text) => new(UserProgram.Compile(text));
}
