using System.Globalization;
using System.Text;

namespace GenStreams.Generators.Benchmarks;

/// <summary>
/// Programs with a topology of any size: groups of ten operators, each of a source, stateless steps, a table, a count and a join.
/// </summary>
internal static class LargeTopology
{
    public static string Write(int operators)
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

        return "[Topology(\"large\")]\npublic partial class Large\n{\n" + members + "}\n" + types;
    }
}
