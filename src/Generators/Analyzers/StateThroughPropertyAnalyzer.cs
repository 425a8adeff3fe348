using System.Collections.Immutable;
using GenStreams.Generators.Diagnostics;
using GenStreams.Generators.Extraction;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GenStreams.Generators.Analyzers;

/// <summary>
/// Reports operator methods that read a table, a store or a stream of their topology through its property: properties are for queries from
/// outside, and the graph does not know of what is read so.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateThroughPropertyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.StateThroughProperty];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.PropertyReference);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (reference.Instance is not IInstanceReferenceOperation
            || reference.Parent is INameOfOperation
            || !IsOperator(reference.Property)
            || context.ContainingSymbol is not IMethodSymbol method
            || !IsOperator(method)
            || !SymbolEqualityComparer.Default.Equals(method.ContainingType, reference.Property.ContainingType)
            || IsTaken(reference.Property, method))
        {
            return;
        }

        string name = reference.Property.Name;
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.StateThroughProperty, reference.Syntax.GetLocation(), method.Name, name, RemedyFor(reference.Property)));
    }

    /// <summary>Whether the method takes a store of the property's type: then the property is that store in its tasks.</summary>
    private static bool IsTaken(IPropertySymbol property, IMethodSymbol method) =>
        IsStore(property) && method.Parameters.Any(p => SymbolEqualityComparer.Default.Equals(p.Type, property.Type));

    private static bool IsStore(IPropertySymbol property) =>
        KnownNames.Is(property.Type, KnownNames.KeyValueStore) || KnownNames.Is(property.Type, KnownNames.VersionedKeyValueStore);

    private static bool IsOperator(ISymbol symbol) => symbol.GetAttributes().Any(KnownNames.IsOperator);

    private static string RemedyFor(IPropertySymbol property)
    {
        string type = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return IsStore(property) ? $"take it as a parameter, '{type} {char.ToLowerInvariant(property.Name[0])}{property.Name.Substring(1)}'"
            : KnownNames.Is(property.Type, KnownNames.Stream) ? "name it as an input"
            : "join with it";
    }
}
