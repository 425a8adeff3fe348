using System.Text;
using GenStreams.Generators.Diagnostics;
using GenStreams.Generators.Emission;
using GenStreams.Generators.Extraction;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GenStreams.Generators;

/// <summary>Compiles <c>[Topology]</c> classes: the wiring of the passes into the C# compiler, and nothing else.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TopologyGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var extracted = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.TopologyFullName,
                static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax,
                static (c, cancellation) => TopologyExtractor.Extract(c, cancellation))
            .Where(static x => x is not null)
            .Select(static (x, _) => x!)
            .WithTrackingName(TrackingNames.Extract);

        // Behind this everything is compared by value: an edit that does not change the model runs nothing again.
        var models = extracted.Select(static (x, _) => x.Model).WithTrackingName(TrackingNames.Model);
        var compiled = models.Select(static (m, cancellation) => TopologyCompiler.Compile(m, cancellation)).WithTrackingName(TrackingNames.Compile);

        RegisterSources(context, compiled);
        RegisterDiagnostics(context, compiled, extracted);
    }

    private static void RegisterSources(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<CompiledTopology> compiled)
    {
        // One item for each file, so that a change emits again only what it touches.
        var files = compiled.SelectMany(static (c, _) => c.Files).WithTrackingName(TrackingNames.Files);
        context.RegisterSourceOutput(
            files,
            static (output, file) => output.AddSource(
                file.HintName, SourceText.From(TopologyEmitter.Emit(file, output.CancellationToken), Encoding.UTF8)));

        var stubs = compiled.Select(static (c, _) => c.Stub).Where(static s => s is not null).WithTrackingName(TrackingNames.Stubs);
        context.RegisterSourceOutput(
            stubs, static (output, stub) => output.AddSource(StubEmitter.HintName(stub!), SourceText.From(StubEmitter.Emit(stub!), Encoding.UTF8)));
    }

    /// <summary>Messages are joined with real places only here, so that moving code reports anew and generates nothing.</summary>
    private static void RegisterDiagnostics(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<CompiledTopology> compiled, IncrementalValuesProvider<Extracted> extracted)
    {
        var diagnostics = compiled
            .Where(static c => c.Diagnostics.Count > 0)
            .Select(static (c, _) => new TopologyDiagnostics(c.Topology, c.Diagnostics))
            .WithTrackingName(TrackingNames.Diagnostics);
        var located = diagnostics.Collect()
            .Combine(extracted.Select(static (x, _) => x.Anchors).Collect())
            .SelectMany(static (pair, _) => DiagnosticReporter.Locate(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Report);
        context.RegisterSourceOutput(located, static (output, diagnostic) => output.ReportDiagnostic(diagnostic));
    }
}
