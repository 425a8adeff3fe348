using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>
/// Hashes of what the files of a program declare: all that a topology in another file can depend on. Bodies are not in it, but for those of
/// constructors, which tell what objects are made of; nor what is written on the methods of topologies but for their names. A file is looked at once, however many programs it is part of.
/// </summary>
internal sealed class DeclarationHashes
{
    private const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly ConditionalWeakTable<SyntaxTree, object> _files = new();
    private readonly ConditionalWeakTable<Compilation, object> _programs = new();

    /// <summary>The hash of a program: the sum of its files', whatever their order is.</summary>
    public ulong Of(Compilation program, CancellationToken cancellation)
    {
        if (_programs.TryGetValue(program, out object known))
        {
            return (ulong)known;
        }

        ulong sum = 0;
        foreach (var tree in program.SyntaxTrees)
        {
            sum = unchecked(sum + Of(tree, cancellation));
        }

        return (ulong)_programs.GetValue(program, _ => sum);
    }

    /// <summary>The hash of a file.</summary>
    public ulong Of(SyntaxTree file, CancellationToken cancellation)
    {
        if (_files.TryGetValue(file, out object known))
        {
            return (ulong)known;
        }

        var root = file.GetRoot(cancellation);
        ulong hash = Start;
        Add(root, ref hash);
        foreach (var trivia in root.ContainsDirectives ? root.DescendantTrivia() : [])
        {
            if (trivia.IsDirective)
            {
                Add(trivia.ToString(), ref hash);
            }
        }

        return (ulong)_files.GetValue(file, _ => hash);
    }

    private static void Add(SyntaxNode node, ref ulong hash)
    {
        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is not { } part)
            {
                Add(child.AsToken().Text, ref hash);
            }
            else if ((part is BlockSyntax or ArrowExpressionClauseSyntax && node is not ConstructorDeclarationSyntax) || part is GlobalStatementSyntax)
            {
                Add("{}", ref hash);
            }
            else if (part is MethodDeclarationSyntax method && IsTopology(method.Parent))
            {
                Add(method.Identifier.Text, ref hash);
            }
            else
            {
                Add(part, ref hash);
            }
        }
    }

    private static bool IsTopology(SyntaxNode? type) =>
        type is TypeDeclarationSyntax { AttributeLists: var lists } && lists.Any(static list => list.Attributes.Any(static a => AttributeNames.IsTopology(a.Name)));

    private static void Add(string text, ref ulong hash)
    {
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * Prime);
        }

        // So that "ab" "c" is not "a" "bc".
        hash = unchecked((hash ^ char.MaxValue) * Prime);
    }
}
