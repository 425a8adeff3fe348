using System.Collections.Immutable;
using GenStreams.Generators.Diagnostics;
using GenStreams.Generators.Extraction;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenStreams.Generators.Analyzers;

/// <summary>Reports operators in classes that are no topologies and read no topic: the generator never looks at those.</summary>
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
        bool isSpecial = context.Symbol is IMethodSymbol { MethodKind: not MethodKind.Ordinary };
        if (owner is null || isSpecial || ForgottenTopologyExtractor.IsForgotten(owner) || owner.GetAttributes().Any(static a => KnownNames.Is(a.AttributeClass, KnownNames.Topology)))
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

    /// <summary>Whether an attribute belongs on operators only.</summary>
    internal static bool IsOperator(AttributeData attribute) =>
        KnownNames.IsOperator(attribute)
        || KnownNames.Is(attribute.AttributeClass, KnownNames.Sink)
        || KnownNames.Is(attribute.AttributeClass, KnownNames.Window);
}
