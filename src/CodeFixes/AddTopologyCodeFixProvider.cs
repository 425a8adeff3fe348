using System.Collections.Immutable;
using System.Composition;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.CodeFixes;

/// <summary>Makes a class a topology, which is named after the class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddTopologyCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.ForgottenTopology, DiagnosticIds.OutsideTopology];

    private protected override SyntaxChange? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        var type = root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<ClassDeclarationSyntax>();
        if (type is null)
        {
            return null;
        }

        string name = Names.Kebab(type.Identifier.ValueText);
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("Topology"), SyntaxFactory.ParseAttributeArgumentList($"(\"{name}\")"));
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute))
            .WithLeadingTrivia(type.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.LineFeed);
        var bare = type.WithLeadingTrivia(Names.IndentationOf(type));
        return new SyntaxChange($"Add [Topology(\"{name}\")]", type, bare.WithAttributeLists(bare.AttributeLists.Insert(0, list)));
    }
}
