using System.Globalization;
using System.Text;
using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Benchmarks;

/// <summary>
/// Programs with a topology of any size: groups of ten operators, each of a source, stateless steps, a table, a count and a join.
/// </summary>
internal static class LargeTopology
{
    /// <summary>Writes a program of a topology in a namespace of its own.</summary>
    public static string Write(int operators, int number = 0)
    {
        var types = new StringBuilder();
        var members = new StringBuilder();
        for (int group = 0; group < operators / 10; group++)
        {
            string n = group.ToString(CultureInfo.InvariantCulture);
            types.Append(CultureInfo.InvariantCulture, $$"""
                public record Order{{n}}(string Id, long Amount, List<Line{{n}}> Lines, DateTimeOffset At, Kind{{n}} Kind);
                public record Line{{n}}(string Item, int Quantity, decimal Price);
                public enum Kind{{n}} { Web, Shop }

                """);
            members.Append(CultureInfo.InvariantCulture, $$"""
                [Source("orders-{{n}}")] partial Stream<string, Order{{n}}> Orders{{n}} { get; }
                [Source("customers-{{n}}")] partial Table<string, string> Customers{{n}} { get; }
                [Filter(nameof(Orders{{n}}))] static bool Great{{n}}(Order{{n}} order) => order.Amount > 100;
                [MapValues(nameof(Great{{n}})), Sink("raised-{{n}}")]
                static Order{{n}} Raised{{n}}(Order{{n}} order) => order with { Amount = order.Amount + 1 };
                [SelectKey(nameof(Raised{{n}}))] static string ById{{n}}(Order{{n}} order) => order.Id;
                [Join(nameof(ById{{n}}), nameof(Customers{{n}}), Kind = JoinKind.Left), Sink("named-{{n}}")]
                static string Named{{n}}(Order{{n}} order, string? customer) => customer + order.Id;
                [GroupBy(nameof(Raised{{n}}))] static Kind{{n}} ByKind{{n}}(Order{{n}} order) => order.Kind;
                [Count(nameof(ByKind{{n}}))] public partial Table<Kind{{n}}, long> Counts{{n}} { get; }
                [ToStream(nameof(Counts{{n}})), Sink("counts-{{n}}")] partial Stream<Kind{{n}}, long> Changes{{n}} { get; }
                [ForEach(nameof(Named{{n}}))] static void Show{{n}}(string text) => Console.WriteLine(text);

                """);
        }

        string name = number.ToString(CultureInfo.InvariantCulture);
        return $"namespace App{name};\n[Topology(\"large-{name}\")]\npublic partial class Large\n{{\n{members}}}\n{types}";
    }

    /// <summary>A program with a text in one of its files replaced.</summary>
    public static CSharpCompilation Edit(CSharpCompilation program, int file, string before, string after)
    {
        var tree = program.SyntaxTrees[file];
        string text = tree.GetText().ToString();
        int place = text.IndexOf(before, StringComparison.Ordinal);
        return program.ReplaceSyntaxTree(tree, UserProgram.Parse(text[..place] + after + text[(place + before.Length)..], tree.FilePath));
    }
}
