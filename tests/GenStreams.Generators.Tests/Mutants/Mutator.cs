using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GenStreams.Generators.Tests.Mutants;

/// <summary>Changes programs as mistakes and typing do. The same number makes the same mutant.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] Types =
    [
        "int", "long", "string", "object", "Guid", "double", "bool?", "decimal", "byte[]", "List<string>", "Missing", "DateTime", "(int, int)", "dynamic", "void",
        "ReadOnlySpan<byte>", "Output<int>", "Output<string, int>", "RecordContext", "KeyValueStore<string, int>", "Table<string, long>", "Stream<int, int>",
        "WindowedTable<string, long>", "GlobalTable<string, string>", "Action", "IDisposable", "CancellationToken", "System.Threading.Tasks.Task", "int[,]", "nint", "string?",
    ];

    private static readonly string[] Names =
    [
        "Description", "Mermaid", "timestamp", "key", "value", "record", "Process", "Context", "topology", "GenStreamsTask0", "_genStreamsHandle", "GenStreamsSerdes",
        "queries", "services", "context", "Flush", "Create", "Descriptor", "System", "GenStreams", "@event", "x", "Bind", "Value", "Equals", "ToString",
    ];

    private static readonly string[] Modifiers = ["static", "async", "abstract", "partial", "private", "public", "virtual", "readonly", "required", "unsafe", "extern", "file", "sealed"];

    private static readonly string[] Values =
        ["null!", "null", "\"\"", "\"a b\"", "\"other\"", "0", "-1", "true", "nameof(Missing)", "Constant", "(JoinKind)12", "typeof(string)", "\"5m\"", "\"0s\"", "default", "nameof(string.Length)"];

    private static readonly string[] Operators =
    [
        "Filter", "Map", "MapValues", "FlatMap", "FlatMapValues", "SelectKey", "GroupBy", "Count", "Reduce", "Aggregate", "Merge", "Join", "Process", "ProcessValues",
        "Punctuate", "Output", "StateStore", "Suppress", "ToTable", "ToStream", "Source", "Sink", "Window", "Branch", "Peek", "ForEach", "Print", "Repartition", "Cogroup",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Gives a program with one to three changes.</summary>
    public string Mutate(string text)
    {
        for (int changes = _random.Next(1, 4); changes > 0; changes--)
        {
            var root = CSharpSyntaxTree.ParseText(text, Harness.UserProgram.ParseOptions).GetRoot();
            text = Change(root) is var (span, replacement) ? text.Remove(span.Start, span.Length).Insert(span.Start, replacement) : text;
        }

        return text;
    }

    private (TextSpan Span, string Text)? Change(SyntaxNode root) => _random.Next(16) switch
    {
        0 => Swap(root),
        1 or 2 => Replace<TypeSyntax>(root, static t => t.Parent is not (AttributeSyntax or QualifiedNameSyntax), Types),
        3 => Delete<AttributeListSyntax>(root),
        4 => Delete<AttributeSyntax>(root),
        5 => ReplaceToken(root, static t => IsModifier(t), Modifiers),
        6 => ReplaceToken(root, static t => IsModifier(t), [""]),
        7 => Insert(root),
        8 => ReplaceToken(root, static t => t.Parent is MethodDeclarationSyntax or PropertyDeclarationSyntax or ParameterSyntax or TypeDeclarationSyntax && t.IsKind(SyntaxKind.IdentifierToken), Names),
        9 => Rename(root),
        10 or 11 => Replace<ExpressionSyntax>(root, static e => e.Parent is AttributeArgumentSyntax, Values),
        12 => Delete<AttributeArgumentSyntax>(root),
        13 => Replace<NameSyntax>(root, static n => n.Parent is AttributeSyntax, Operators),
        14 => _random.Next(2) == 0 ? Copy<MemberDeclarationSyntax>(root) : Delete<MemberDeclarationSyntax>(root),
        _ => ReplaceToken(root, static _ => true, ["", "", "(", ")", ";", "}", "<", "["]),
    };

    private static bool IsModifier(SyntaxToken token) => token.Parent is MemberDeclarationSyntax or ParameterSyntax && SyntaxFacts.IsKeywordKind(token.Kind());

    private T? Pick<T>(SyntaxNode root, Func<T, bool>? where = null)
        where T : SyntaxNode
    {
        var nodes = root.DescendantNodes().OfType<T>().Where(n => !n.Span.IsEmpty && (where is null || where(n))).ToArray();
        return nodes.Length == 0 ? null : nodes[_random.Next(nodes.Length)];
    }

    private (TextSpan, string)? Replace<T>(SyntaxNode root, Func<T, bool> where, string[] pool)
        where T : SyntaxNode => Pick(root, where) is { } node ? (node.Span, pool[_random.Next(pool.Length)]) : null;

    private (TextSpan, string)? ReplaceToken(SyntaxNode root, Func<SyntaxToken, bool> where, string[] pool)
    {
        var tokens = root.DescendantTokens().Where(t => !t.Span.IsEmpty && where(t)).ToArray();
        return tokens.Length == 0 ? null : (tokens[_random.Next(tokens.Length)].Span, pool[_random.Next(pool.Length)]);
    }

    /// <summary>Deletes a node with the comma beside it.</summary>
    private (TextSpan, string)? Delete<T>(SyntaxNode root)
        where T : SyntaxNode
    {
        if (Pick<T>(root) is not { } node)
        {
            return null;
        }

        var next = node.GetLastToken().GetNextToken();
        bool hasComma = next.IsKind(SyntaxKind.CommaToken) && node is AttributeSyntax or AttributeArgumentSyntax;
        return (hasComma && next.IsKind(SyntaxKind.CommaToken) ? TextSpan.FromBounds(node.SpanStart, next.Span.End) : node.Span, "");
    }

    private (TextSpan, string)? Copy<T>(SyntaxNode root)
        where T : SyntaxNode => Pick<T>(root) is { } node ? (new TextSpan(node.Span.End, 0), "\n" + node + "\n") : null;

    private (TextSpan, string)? Swap(SyntaxNode root)
    {
        if (Pick<ParameterListSyntax>(root, static list => list.Parameters.Count > 1) is not { Parameters: var parameters })
        {
            return null;
        }

        int first = _random.Next(parameters.Count - 1);
        var (one, other) = (parameters[first], parameters[first + 1]);
        return (TextSpan.FromBounds(one.SpanStart, other.Span.End), $"{other}, {one}");
    }

    private (TextSpan, string)? Insert(SyntaxNode root)
    {
        if (Pick<ParameterSyntax>(root) is { } parameter && _random.Next(2) == 0)
        {
            string[] heads = ["ref ", "out ", "in ", "ref readonly ", "params ", "int more, ", "this ", "scoped ", "[Source(\"x\")] "];
            return (new TextSpan(parameter.SpanStart, 0), heads[_random.Next(heads.Length)]);
        }

        return Pick<MemberDeclarationSyntax>(root, static m => m is MethodDeclarationSyntax or PropertyDeclarationSyntax or ClassDeclarationSyntax) is { } member
            ? (new TextSpan(member.Modifiers.Count > 0 ? member.Modifiers[0].SpanStart : member.GetLastToken().SpanStart, 0), Modifiers[_random.Next(Modifiers.Length)] + " ")
            : null;
    }

    /// <summary>Gives a declared name to another member, wherever it is used.</summary>
    private (TextSpan, string)? Rename(SyntaxNode root)
    {
        var names = root.DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).ToArray();
        if (names.Length == 0)
        {
            return null;
        }

        string other = names[_random.Next(names.Length)].Text;
        return (names[_random.Next(names.Length)].Span, _random.Next(4) == 0 ? other + _random.Next(3).ToString(CultureInfo.InvariantCulture) : other);
    }
}
