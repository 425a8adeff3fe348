using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>The only pass that sees Roslyn: makes a model of a <c>[Topology]</c> class.</summary>
internal static class TopologyExtractor
{
    /// <summary>Gives the model; null for all but the first attributed declaration of a class, and for a class without a name: the C# compiler reports both.</summary>
    public static Extracted? Extract(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var topology = (INamedTypeSymbol)context.TargetSymbol;
        var attribute = topology.GetAttributes().First(static a => KnownNames.Is(a.AttributeClass, KnownNames.Topology));
        var attributed = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (attributed != context.TargetNode || topology.Name.Length == 0)
        {
            return null;
        }

        var shared = new ExtractionContext(context.SemanticModel.Compilation, topology, cancellation);
        try
        {
            return new TopologyReader(shared, attribute).Read();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failed(shared, e);
        }
    }

    private static Extracted Failed(ExtractionContext context, Exception exception)
    {
        var declaration = DeclarationReader.Describe(context.Topology);
        var anchors = new AnchorTableBuilder();
        var anchor = anchors.AddName(context.Topology);
        var problems = new DiagnosticBag();
        problems.Add(DiagnosticIds.InternalError, anchor, exception.ToString().Replace("\r", "").Replace('\n', ' '));
        var model = new TopologyModel(declaration, context.Topology.Name, anchor, default, default, default, problems.ToSorted())
        {
            IsBlocked = true,
        };
        return new Extracted(model, anchors.ToTable(declaration.MetadataName));
    }
}
