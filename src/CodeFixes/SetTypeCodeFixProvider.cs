using System.Collections.Immutable;
using System.Composition;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.CodeFixes;

/// <summary>Writes the type that the message knows: of a property, or the one that a method returns.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SetTypeCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.PropertyType, DiagnosticIds.ReturnType];

    private protected override SyntaxChange? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        var written = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<TypeSyntax>();
        return written is not null && diagnostic.Properties.TryGetValue(DiagnosticProperties.Type, out string? type) && type is not null
            ? new SyntaxChange($"Make it '{type}'", written, SyntaxFactory.ParseTypeName(type).WithTriviaFrom(written))
            : null;
    }
}
