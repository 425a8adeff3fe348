using System.Text;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Diagnostics;
using GenStreams.Generators.Emission;
using GenStreams.Generators.Extraction;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GenStreams.Generators;

/// <summary>Compiles <c>[Topology]</c> classes, and reports those that should be: the wiring of the passes into the C# compiler, and nothing else.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TopologyGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var cache = new ExtractionCache();
        Register(context, context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.TopologyFullName,
            static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax,
            (c, cancellation) => cache.GetOrExtract(c, TopologyExtractor.Extract, cancellation)));
        Register(context, context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.SourceFullName,
            static (node, _) => ForgottenTopologyExtractor.MayBe(node),
            static (c, cancellation) => ForgottenTopologyExtractor.Extract(c, cancellation)));
    }

    private static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Extracted?> found)
    {
        var extracted = found
            .Where(static x => x is not null)
            .Select(static (x, _) => x!)
            .WithTrackingName(TrackingNames.Extract);

        // Behind this everything is compared by value: an edit that does not change the model runs nothing again.
        var models = extracted.Select(static (x, _) => x.Model).WithTrackingName(TrackingNames.Model);
        var compiled = models
            .Select(static (m, cancellation) => TopologyCompiler.Compile(m, cancellation))
            .WithTrackingName(TrackingNames.Compile);

        RegisterSources(context, compiled);
        RegisterDiagnostics(context, compiled, extracted);
    }

    private static void RegisterSources(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<CompiledTopology> compiled)
    {
        // One item for each file, so that a change emits again only what it touches.
        var files = compiled.SelectMany(static (c, _) => c.Files).WithTrackingName(TrackingNames.Files);
        var stubs = compiled
            .Select(static (c, _) => c.Stub)
            .Where(static s => s is not null)
            .Select(static (s, _) => s!)
            .WithTrackingName(TrackingNames.Stubs);
        var clashes = files.Select(static (f, _) => f.HintName).Collect()
            .Combine(stubs.Select(static (s, _) => StubEmitter.HintName(s)).Collect())
            .Select(static (names, _) => HintNames.FindClashes(names.Left.AddRange(names.Right)))
            .WithTrackingName(TrackingNames.HintNames);

        context.RegisterSourceOutput(
            files.Combine(clashes),
            static (output, pair) => Add(
                output, pair.Left.HintName, pair.Right, cancellation => TopologyEmitter.Emit(pair.Left, cancellation)));
        context.RegisterSourceOutput(
            stubs.Combine(clashes),
            static (output, pair) => Add(output, StubEmitter.HintName(pair.Left), pair.Right, _ => StubEmitter.Emit(pair.Left)));
    }

    private static void Add(
        SourceProductionContext output, string hintName, EquatableArray<string> clashes, Func<CancellationToken, string> emit)
    {
        try
        {
            output.AddSource(HintNames.Resolve(hintName, clashes), SourceText.From(emit(output.CancellationToken), Encoding.UTF8));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            output.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.InternalError, Location.None, TopologyCompiler.OneLine(e)));
        }
    }

    /// <summary>Messages are joined with real places only here, so that moving code reports anew and generates nothing.</summary>
    private static void RegisterDiagnostics(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<CompiledTopology> compiled,
        IncrementalValuesProvider<Extracted> extracted)
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
