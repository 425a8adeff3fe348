namespace GenStreams.Testing.Tests.Topologies;

/// <summary>Joins of two tables of each kind, of views of them, and of joins.</summary>
[Topology("table-joins")]
public partial class TableJoins
{
    [Source("left")] private partial Table<string, string> Left { get; }

    [Source("right")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right)), Sink("inner")] private static string Inner(string left, string right) => left + right;

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Sink("left-join")]
    private static string LeftJoin(string key, string left, string? right) => key + left + right;

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Outer, Store = "outer-store"), Sink("outer")]
    private static string? Outer(string? left, string? right) => left?.Length == 3 ? null : $"{left}|{right}";

    [Filter(nameof(Left))] private static bool Odd(string left) => left[^1] % 2 == 1;

    [MapValues(nameof(Right))] private static long Length(string right) => right.Length;

    [Join(nameof(Odd), nameof(Length), Kind = JoinKind.Outer), Sink("views")]
    private static string OfViews(string? odd, long? length) => $"{odd}#{length}";

    [Join(nameof(Left), nameof(Odd), Kind = JoinKind.Left), Sink("diamond")]
    private static string Diamond(string left, string? odd) => $"{left}/{odd}";

    [Join(nameof(Inner), nameof(OfViews), Kind = JoinKind.Left), Sink("chain")]
    private static string Chain(string inner, string? views) => $"{inner}+{views}";

    [Join(nameof(Chain), nameof(Chain)), Sink("self")] private static string Self(string one, string same) => $"{one}={same}";
}

/// <summary>Bytes that are joined without being decoded.</summary>
[Topology("byte-table-joins")]
public partial class ByteTableJoins
{
    [Source("left")] private partial Table<string, byte[]> Left { get; }

    [Source("right")] private partial Table<string, byte[]> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Sink("longer")]
    private static ReadOnlySpan<byte> Longer(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => right.Length > left.Length ? right : left;
}

/// <summary>A sum that is changed in place.</summary>
public struct Total
{
    public long Rows { get; set; }

    public long Sum { get; set; }
}

/// <summary>Rows that are grouped and aggregated in all ways, by a shared topic and by others.</summary>
[Topology("grouped-rows")]
public partial class GroupedRows
{
    [Source("in")] private partial Table<string, string> In { get; }

    [GroupBy(nameof(In))] private static (string?, long?) ByLetter(string row) => (row[0] == 'n' ? null : row[..1], row[^1] == '9' ? null : row.Length);

    [Count(nameof(ByLetter), Store = "row-counts"), Sink("counts")] private partial Table<string, long> Counts { get; }

    [Reduce(nameof(ByLetter), Subtractor = nameof(Less)), Sink("sums")]
    private static long? Sum(long? sum, long? length) => sum + length == 0 ? null : sum + length;

    private static long? Less(long? sum, long? length) => sum - length;

    [Aggregate(nameof(ByLetter), Subtractor = nameof(Subtract), Repartition = "totals")]
    private static void Totals(ref Total total, string key, long? length)
    {
        total.Rows++;
        total.Sum += length!.Value + key.Length;
    }

    private static void Subtract(ref Total total, string key, long? length)
    {
        total.Rows--;
        total.Sum -= length!.Value + key.Length;
    }

    [MapValues(nameof(Totals)), Sink("totals")] private static string Shown(Total total) => $"{total.Rows}:{total.Sum}";

    [Filter(nameof(Counts)), Sink("many")] private static bool Many(long count) => count > 1;

    [GroupBy(nameof(Counts))] private static (long, string) BySize(string letter, long count) => (count, letter);

    [Count(nameof(BySize)), Sink("sizes")] private partial Table<long, long> Sizes { get; }
}

/// <summary>Bytes that are reduced without being decoded.</summary>
[Topology("grouped-bytes")]
public partial class GroupedBytes
{
    [Source("in")] private partial Table<string, byte[]> In { get; }

    [GroupBy(nameof(In))] private static string OfOne(ReadOnlySpan<byte> value) => value.Length % 2 == 0 ? "even" : "odd";

    [Reduce(nameof(OfOne), Subtractor = nameof(Without)), Sink("out")]
    private static ReadOnlySpan<byte> With(ReadOnlySpan<byte> all, ReadOnlySpan<byte> value) => (byte[])[(byte)(all[0] + value[0])];

    private static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> all, ReadOnlySpan<byte> value) => (byte[])[(byte)(all[0] - value[0])];
}

/// <summary>Orders with their customers, by the customer's number in the order.</summary>
[Topology("foreign-keys")]
public partial class ForeignKeys
{
    [Source("orders")] private partial Table<string, string> Orders { get; }

    [Source("customers")] private partial Table<int, string> Customers { get; }

    [MapValues(nameof(Orders))] private static string Trimmed(string order) => order[1..];

    [Filter(nameof(Customers))] private static bool Active(string customer) => customer[^1] != '7';

    [Join(nameof(Orders), nameof(Customers), ForeignKey = nameof(CustomerOf)), Sink("inner")]
    private static string Inner(string order, string customer) => $"{order}/{customer}";

    [Join(nameof(Trimmed), nameof(Active), ForeignKey = nameof(CustomerOfTrimmed), Kind = JoinKind.Left), Sink("left")]
    private static string Left(string key, string order, string? customer) => $"{key}:{order}/{customer}";

    private static int? CustomerOf(string order) => order[1] == 'x' ? null : order[1] - 'a';

    private static int? CustomerOfTrimmed(string key, string order) => order[0] == 'x' ? null : order[0] - 'a';

    [GroupBy(nameof(Left))] private static string ByCustomer(string left) => left[(left.IndexOf('/', StringComparison.Ordinal) + 1)..];

    [Count(nameof(ByCustomer)), Sink("counts")] private partial Table<string, long> Counts { get; }
}
