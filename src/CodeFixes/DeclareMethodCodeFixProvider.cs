using System.Collections.Immutable;
using System.Composition;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.CodeFixes;

/// <summary>Declares the method that an operator's argument names, as far as its types are known from the operator.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclareMethodCodeFixProvider : SyntaxCodeFixProvider
{
    private const string Body = " => throw new System.NotImplementedException();";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.MissingMethod];

    private protected override SyntaxChange? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        string? argument = node.FirstAncestorOrSelf<AttributeArgumentSyntax>()?.NameEquals?.Name.Identifier.ValueText;
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (argument is null || member is null || NameIn(node) is not { } name || Signature(argument, name, member) is not { } signature)
        {
            return null;
        }

        return AddedMember.After(member, $"Declare the method '{name}'", "private static " + signature + Body);
    }

    private static string? NameIn(SyntaxNode node)
    {
        string? text = node.FirstAncestorOrSelf<AttributeArgumentSyntax>()?.Expression is LiteralExpressionSyntax { Token.Value: string literal } ? literal : null;
        return text is not null && SyntaxFacts.IsValidIdentifier(text) ? text : null;
    }

    private static string? Signature(string argument, string name, MemberDeclarationSyntax member) => argument switch
    {
        "TopicSelector" => ValueOf(member) is { } value ? $"string {name}({value} value)" : null,
        "TimestampExtractor" => ValueOf(member) is { } value ? $"long {name}({value} value)" : null,
        "Partitioner" => KeyOf(member) is { } key && ValueOf(member) is { } value ? $"int {name}({key} key, {value} value, int partitions)" : null,
        "Initializer" => FirstOf(member) is { } aggregate ? $"{aggregate} {name}()" : null,
        "Merger" => FirstOf(member) is { } aggregate ? $"{aggregate} {name}({aggregate} left, {aggregate} right)" : null,
        "Subtractor" when member is MethodDeclarationSyntax method => $"{method.ReturnType} {name}{method.ParameterList}",
        _ => null,
    };

    private static TypeSyntax? FirstOf(MemberDeclarationSyntax member) =>
        (member as MethodDeclarationSyntax)?.ParameterList.Parameters.FirstOrDefault()?.Type?.WithoutTrivia();

    private static TypeSyntax? KeyOf(MemberDeclarationSyntax member) => ArgumentOf(member, 0)
        ?? (member is MethodDeclarationSyntax { ParameterList.Parameters: { Count: > 1 } parameters } ? parameters[0].Type?.WithoutTrivia() : null);

    /// <summary>The type of the values that come out of an operator: what a property says, what a method returns, or else what it takes.</summary>
    private static TypeSyntax? ValueOf(MemberDeclarationSyntax member) => ArgumentOf(member, 1)
        ?? (member is not MethodDeclarationSyntax method ? null
            : method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword or (int)SyntaxKind.VoidKeyword }
                ? method.ParameterList.Parameters.LastOrDefault()?.Type?.WithoutTrivia()
            : method.ReturnType.WithoutTrivia());

    private static TypeSyntax? ArgumentOf(MemberDeclarationSyntax member, int place) =>
        member is PropertyDeclarationSyntax { Type: GenericNameSyntax { TypeArgumentList.Arguments: { Count: 2 } types } } ? types[place] : null;
}
