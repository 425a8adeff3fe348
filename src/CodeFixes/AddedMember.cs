using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.CodeFixes;

/// <summary>A member that a fix adds to a class.</summary>
internal static class AddedMember
{
    /// <summary>The change that adds a member, written as text, in front of another.</summary>
    public static SyntaxCodeFixProvider.SyntaxChange? Before(MemberDeclarationSyntax place, string title, string text) => Add(place, title, text, offset: 0);

    /// <summary>The change that adds a member behind another.</summary>
    public static SyntaxCodeFixProvider.SyntaxChange? After(MemberDeclarationSyntax place, string title, string text) => Add(place, title, text, offset: 1);

    private static SyntaxCodeFixProvider.SyntaxChange? Add(MemberDeclarationSyntax place, string title, string text, int offset)
    {
        if (place.Parent is not TypeDeclarationSyntax type || SyntaxFactory.ParseMemberDeclaration(text) is not { } member)
        {
            return null;
        }

        var added = member.WithLeadingTrivia(Names.IndentationOf(place)).WithTrailingTrivia(SyntaxFactory.LineFeed);
        return new SyntaxCodeFixProvider.SyntaxChange(title, type, type.WithMembers(type.Members.Insert(type.Members.IndexOf(place) + offset, added)));
    }
}
