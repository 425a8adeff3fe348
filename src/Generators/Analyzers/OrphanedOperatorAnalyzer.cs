using System.Collections.Immutable;
using GenStreams.Generators.Diagnostics;
using GenStreams.Generators.Extraction;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenStreams.Generators.Analyzers;

/// <summary>Reports operators in classes that are no topologies: the generator never looks at those.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OrphanedOperatorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.OutsideTopology];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(static c => Analyze(c, c.Symbol.ContainingType), SymbolKind.Method, SymbolKind.Property);
        context.RegisterSymbolAction(static c => Analyze(c, (INamedTypeSymbol)c.Symbol), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol? owner)
    {
        if (owner is null || owner.GetAttributes().Any(static a => KnownNames.Is(a.AttributeClass, KnownNames.Topology)))
        {
            return;
        }

        foreach (var attribute in context.Symbol.GetAttributes())
        {
            if (IsOperator(attribute)
                && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax syntax)
            {
                string name = attribute.AttributeClass!.Name.Replace("Attribute", "");
                context.ReportDiagnostic(
                    Diagnostic.Create(DiagnosticDescriptors.OutsideTopology, syntax.Name.GetLocation(), name, owner.Name));
                return;
            }
        }
    }

    private static bool IsOperator(AttributeData attribute) =>
        KnownNames.IsOperator(attribute)
        || KnownNames.Is(attribute.AttributeClass, KnownNames.Sink)
        || KnownNames.Is(attribute.AttributeClass, KnownNames.Window);
}
