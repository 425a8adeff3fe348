using System.Collections.Immutable;
using System.Composition;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.CodeFixes;

/// <summary>Adds <c>partial</c> to a topology class, a type around one, or an operator's property.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
        [DiagnosticIds.TopologyNotPartial, DiagnosticIds.ContainingTypeNotPartial, DiagnosticIds.PropertyNotPartial];

    private protected override SyntaxChange? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return root.FindToken(diagnostic.Location.SourceSpan.Start).Parent switch
        {
            TypeDeclarationSyntax type => new SyntaxChange($"Make '{type.Identifier.ValueText}' partial", type, Add(type, partial)),
            PropertyDeclarationSyntax property => new SyntaxChange(
                $"Make '{property.Identifier.ValueText}' partial", property, Add(property, partial)),
            _ => null,
        };
    }

    private static TypeDeclarationSyntax Add(TypeDeclarationSyntax type, SyntaxToken partial) => type.Modifiers.Count == 0
        ? type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia))
        : type.AddModifiers(partial);

    private static PropertyDeclarationSyntax Add(PropertyDeclarationSyntax property, SyntaxToken partial) => property.Modifiers.Count == 0
        ? property.WithType(property.Type.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(property.Type.GetLeadingTrivia()))
        : property.AddModifiers(partial);
}
