using System.Collections.Immutable;
using GenStreams.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenStreams.Generators.Analyzers;

/// <summary>
/// Reports operator attributes on what C# takes for a method, but a topology does not: accessors, local functions, lambdas, explicit
/// implementations, conversions and operators.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisplacedOperatorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.MisplacedOperator];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(
            static c => Analyze((IMethodSymbol)c.Symbol, c.ReportDiagnostic, c.CancellationToken), SymbolKind.Method);
        context.RegisterSyntaxNodeAction(AnalyzeFunction, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression);
    }

    private static void AnalyzeFunction(SyntaxNodeAnalysisContext context)
    {
        bool hasAttributes = context.Node switch
        {
            LocalFunctionStatementSyntax local => local.AttributeLists.Count > 0,
            LambdaExpressionSyntax lambda => lambda.AttributeLists.Count > 0,
            _ => false,
        };
        var symbol = !hasAttributes ? null
            : context.Node is LambdaExpressionSyntax
                ? context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol
                : context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken);
        if (symbol is IMethodSymbol method)
        {
            Analyze(method, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static void Analyze(IMethodSymbol method, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (Describe(method.MethodKind) is not { } what)
        {
            return;
        }

        foreach (var attribute in method.GetAttributes())
        {
            if (OrphanedOperatorAnalyzer.IsOperator(attribute)
                && attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax)
            {
                report(Diagnostic.Create(DiagnosticDescriptors.MisplacedOperator, syntax.Name.GetLocation(), attribute.AttributeClass!.Name.Replace("Attribute", ""), what));
                return;
            }
        }
    }

    /// <summary>What a method is, when it is no ordinary one.</summary>
    private static string? Describe(MethodKind kind) => kind switch
    {
        MethodKind.Ordinary => null,
        MethodKind.ExplicitInterfaceImplementation => "an explicit implementation of an interface's method",
        MethodKind.LocalFunction => "a local function",
        MethodKind.AnonymousFunction => "a lambda",
        MethodKind.Conversion => "a conversion",
        MethodKind.UserDefinedOperator => "an operator of the language",
        MethodKind.Destructor => "a finalizer",
        _ => "an accessor",
    };
}
