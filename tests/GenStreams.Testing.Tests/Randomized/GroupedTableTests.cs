using System.Globalization;
using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Aggregations of grouped tables are at every moment those of the last values.</summary>
public sealed class GroupedTableTests
{
    public static TheoryData<int, int, int, long> Shapes { get; } = new()
    {
        // Seed, keys, partitions, bytes of the record cache.
        { 1, 1, 1, 0 },
        { 2, 5, 1, 0 },
        { 3, 50, 3, 0 },
        { 4, 5, 1, 1_000_000 },
        { 5, 50, 3, 1_000_000 },
        { 6, 20, 2, 500 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Are_those_of_the_last_rows(int seed, int keys, int partitions, long cache)
    {
        var random = new Random(seed);
        using var driver = new TopologyTestDriver<GroupedRows>(new() { Partitions = partitions, CacheBytes = cache, CommitsEachRecord = false });
        var rows = new TableModel<string, string>();
        var (counts, sums, totals, many) = (new TableModel<string, string>(), new TableModel<string, string>(), new TableModel<string, string>(), new TableModel<string, string>());
        var sizes = new Dictionary<long, long>();
        for (int i = 0; i < 3000; i++)
        {
            string key = "k" + random.Next(keys);
            string? value = random.Next(4) == 0 ? null : "abcn"[random.Next(4)] + new string('x', random.Next(5)) + random.Next(10);
            rows.Set(key, value);
            driver.Input<string, string?>("in").Pipe(key, value, random.Next(1000));
            if (cache > 0 && random.Next(10) != 0)
            {
                continue;
            }

            // What a commit flushes downstream is held back there, too.
            for (int commit = 0; commit < 5; commit++)
            {
                driver.Commit();
            }

            Read<long>(driver, "counts", counts);
            Read<long>(driver, "sums", sums);
            Read<string>(driver, "totals", totals);
            Read<long>(driver, "many", many);
            foreach (var record in driver.Output<long, long>("sizes").ReadAllRecords())
            {
                sizes[record.Key] = record.Value;
            }

            Check(rows, counts, sums, totals, many, sizes);
        }
    }

    [Fact]
    public void Of_bytes_decode_nothing()
    {
        using var driver = new TopologyTestDriver<GroupedBytes>();
        var output = driver.Output<string, byte[]>("out");
        var input = driver.Input<string, byte[]?>("in");
        input.Pipe("a", [5], timestamp: 10);
        input.Pipe("b", [7], timestamp: 5);
        input.Pipe("a", [1], timestamp: 7);
        input.Pipe("b", [1, 1], timestamp: 20);
        input.Pipe("a", null, timestamp: 21);

        Assert.Equal(
            [("odd", 5, 10L), ("odd", 12, 10L), ("odd", 8, 10L), ("odd", 1, 20L), ("even", 1, 20L), ("odd", 0, 21L)],
            output.ReadAllRecords().Select(record => (record.Key!, (int)record.Value![0], record.Timestamp)));
    }

    private static void Read<T>(TopologyTestDriver<GroupedRows> driver, string topic, TableModel<string, string> table)
    {
        foreach (var record in driver.Output<string, T?>(topic).ReadAllRecords())
        {
            table.Set(record.Key!, record.IsTombstone ? null : string.Create(CultureInfo.InvariantCulture, $"{record.Value}"));
        }
    }

    private static void Check(
        TableModel<string, string> rows,
        TableModel<string, string> counts,
        TableModel<string, string> sums,
        TableModel<string, string> totals,
        TableModel<string, string> many,
        Dictionary<long, long> sizes)
    {
        var groups = rows.Rows.Values.Where(row => row[0] != 'n' && row[^1] != '9').ToLookup(row => row[..1]);
        foreach (string letter in counts.Rows.Keys)
        {
            int count = groups[letter].Count();
            int length = groups[letter].Sum(row => row.Length);
            Assert.Equal(count.ToString(CultureInfo.InvariantCulture), counts[letter]);
            Assert.Equal($"{count}:{length + count}", totals[letter]);
            Assert.Equal(count > 1 ? counts[letter] : null, many[letter]);

            // A sum of nothing is 0 when its last row has gone: only the adder says null.
            Assert.Equal(length, long.Parse(sums[letter] ?? "0", CultureInfo.InvariantCulture));
        }

        Assert.All(groups, group => Assert.NotNull(counts[group.Key]));
        foreach (var (size, letters) in sizes)
        {
            Assert.Equal(counts.Rows.Values.Count(count => count == size.ToString(CultureInfo.InvariantCulture)), letters);
        }
    }
}
