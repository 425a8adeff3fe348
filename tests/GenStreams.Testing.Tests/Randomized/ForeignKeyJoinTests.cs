using System.Globalization;
using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Foreign-key joins are, when all answers have come, what a relational join of the last values is.</summary>
public sealed class ForeignKeyJoinTests
{
    public static TheoryData<int, int, int, int, long> Shapes { get; } = new()
    {
        // Seed, left keys, partitions of the left table, of the right table, bytes of the record cache.
        { 1, 1, 1, 1, 0 },
        { 2, 6, 1, 1, 0 },
        { 3, 40, 3, 3, 0 },
        { 4, 40, 2, 5, 0 },
        { 5, 40, 4, 1, 0 },
        { 6, 6, 1, 1, 1_000_000 },
        { 7, 40, 2, 5, 1_000_000 },
        { 8, 40, 3, 2, 800 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Are_relational_joins(int seed, int keys, int left, int right, long cache)
    {
        var random = new Random(seed);
        using var driver = new TopologyTestDriver<ForeignKeys>(new()
        {
            PartitionCounts = new Dictionary<string, int> { ["orders"] = left, ["customers"] = right },
            CacheBytes = cache,
            CommitsEachRecord = false,
        });
        var (orders, customers) = (new TableModel<string, string>(), new TableModel<int, string>());
        var (inner, leftJoin, counts) = (new TableModel<string, string>(), new TableModel<string, string>(), new TableModel<string, string>());
        for (int i = 0; i < 3000; i++)
        {
            if (random.Next(3) > 0)
            {
                string key = "k" + random.Next(keys);
                string? order = random.Next(4) == 0 ? null : "o" + "abcdx"[random.Next(5)] + random.Next(20);
                orders.Set(key, order);
                driver.Input<string, string?>("orders").Pipe(key, order, random.Next(1000));
            }
            else
            {
                // What is known of Kafka Streams' protocol, which this is: when a right row goes while a change of a left row that refers to it
                // is on its way, an inner join keeps the left row's last result. The answer to the old row is stale, the new row did not ask.
                Settle(driver);
                int key = random.Next(4);
                string? customer = random.Next(4) == 0 ? null : "c" + random.Next(100);
                customers.Set(key, customer);
                driver.Input<int, string?>("customers").Pipe(key, customer, random.Next(1000));
                Settle(driver);
            }

            if (cache == 0 || random.Next(10) == 0)
            {
                Settle(driver);
                Read(driver.Output<string, string>("inner"), inner);
                Read(driver.Output<string, string>("left"), leftJoin);
                foreach (var record in driver.Output<string, long>("counts").ReadAllRecords())
                {
                    counts.Set(record.Key!, record.Value.ToString(CultureInfo.InvariantCulture));
                }

                Check(orders, customers, inner, leftJoin, counts);
            }
        }
    }

    /// <summary>What a commit flushes downstream is held back there, too.</summary>
    private static void Settle(TopologyTestDriver<ForeignKeys> driver)
    {
        for (int i = 0; i < 5; i++)
        {
            driver.Commit();
        }
    }

    private static void Read(TestOutputTopic<string, string> output, TableModel<string, string> table)
    {
        foreach (var record in output.ReadAllRecords())
        {
            table.Set(record.Key!, record.Value);
        }
    }

    private static void Check(
        TableModel<string, string> orders,
        TableModel<int, string> customers,
        TableModel<string, string> inner,
        TableModel<string, string> left,
        TableModel<string, string> counts)
    {
        var expectedInner = new SortedDictionary<string, string>();
        var expectedLeft = new SortedDictionary<string, string>();
        foreach (var (key, order) in orders.Rows)
        {
            string? customer = order[1] == 'x' ? null : customers[order[1] - 'a'];
            if (customer is not null)
            {
                expectedInner.Add(key, $"{order}/{customer}");
            }

            expectedLeft.Add(key, $"{key}:{order[1..]}/{(customer is null || customer[^1] == '7' ? null : customer)}");
        }

        Assert.Equal(expectedInner, inner.Rows);
        Assert.Equal(expectedLeft, left.Rows);
        var groups = expectedLeft.Values.ToLookup(row => row[(row.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        Assert.All(groups, group => Assert.NotNull(counts[group.Key]));
        Assert.All(counts.Rows, row => Assert.Equal(groups[row.Key].Count().ToString(CultureInfo.InvariantCulture), row.Value));
    }
}
