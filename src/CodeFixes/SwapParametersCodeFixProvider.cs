using System.Collections.Immutable;
using System.Composition;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.CodeFixes;

/// <summary>Changes the places of two parameters.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SwapParametersCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.ParameterOrder];

    private protected override SyntaxChange? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        var first = ParameterAt(root, diagnostic.Location);
        var second = diagnostic.AdditionalLocations.Count == 1 ? ParameterAt(root, diagnostic.AdditionalLocations[0]) : null;
        if (first?.Parent is not ParameterListSyntax list || second?.Parent != list)
        {
            return null;
        }

        var swapped = list.ReplaceNodes([first, second], (node, _) =>
            (node == first ? second : first).WithTriviaFrom(node));
        return new SyntaxChange($"Change the places of '{first.Identifier.ValueText}' and '{second.Identifier.ValueText}'", list, swapped);
    }

    private static ParameterSyntax? ParameterAt(SyntaxNode root, Location location) =>
        root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<ParameterSyntax>();
}
