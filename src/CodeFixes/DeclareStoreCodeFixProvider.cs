using System.Collections.Immutable;
using System.Composition;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.CodeFixes;

/// <summary>Declares the store that a method takes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclareStoreCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.UnknownStore];

    private protected override SyntaxChange? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        var parameter = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<ParameterSyntax>();
        if (parameter?.Type is null || parameter.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax } method)
        {
            return null;
        }

        string name = parameter.Identifier.ValueText;
        string member = char.ToUpperInvariant(name[0]) + name.Substring(1);
        string history = parameter.Type.ToString().Contains("VersionedKeyValueStore") ? ", HistoryRetention = \"1h\"" : "";
        return AddedMember.Before(
            method,
            $"Declare the store '{member}'",
            $"[StateStore(\"{Names.Kebab(name)}\"{history})] private partial {parameter.Type} {member} {{ get; }}");
    }
}
