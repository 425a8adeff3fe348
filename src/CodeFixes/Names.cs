using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.CodeFixes;

/// <summary>Names and spaces of what fixes write.</summary>
internal static class Names
{
    /// <summary>The name of a topic or store for something called so in C#: <c>word-counts</c> for <c>WordCounts</c>.</summary>
    public static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name.TrimStart('_'))
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>The spaces that a declaration stands behind.</summary>
    public static SyntaxTriviaList IndentationOf(SyntaxNode node) =>
        SyntaxFactory.TriviaList(node.GetLeadingTrivia().Reverse().TakeWhile(static t => t.IsKind(SyntaxKind.WhitespaceTrivia)));
}
