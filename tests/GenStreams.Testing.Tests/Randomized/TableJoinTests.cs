using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Joins of tables are at every moment what a relational join of the last values is, and forward what Kafka Streams forwards.</summary>
public sealed class TableJoinTests
{
    private static readonly Dictionary<string, Func<string, string?, string?, string?>> Joins = new(StringComparer.Ordinal)
    {
        ["inner"] = (_, left, right) => left is null || right is null ? null : left + right,
        ["left-join"] = (key, left, right) => left is null ? null : key + left + right,
        ["outer"] = (_, left, right) => (left is null && right is null) || left?.Length == 3 ? null : $"{left}|{right}",
        ["views"] = (_, left, right) => Views(left, right),
        ["diamond"] = (_, left, _) => left is null ? null : $"{left}/{Odd(left)}",
        ["chain"] = (_, left, right) => Chain(left, right),
        ["self"] = (_, left, right) => Chain(left, right) is { } chain ? $"{chain}={chain}" : null,
    };

    public static TheoryData<int, int, int, long> Shapes { get; } = new()
    {
        // Seed, keys, partitions, bytes of the record cache. It never fills: as in Kafka Streams, a lookup finds values that are held back, and
        // who was told of one that is gone before its change is told is not told of that.
        { 1, 1, 1, 0 },
        { 2, 4, 1, 0 },
        { 3, 20, 3, 0 },
        { 4, 4, 1, 1_000_000 },
        { 5, 20, 3, 1_000_000 },
        { 6, 10, 2, 1_000_000 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Are_relational_joins(int seed, int keys, int partitions, long cache)
    {
        var random = new Random(seed);
        using var driver = new TopologyTestDriver<TableJoins>(new() { Partitions = partitions, CacheBytes = cache, CommitsEachRecord = false });
        var (left, right) = (new TableModel<string, string>(), new TableModel<string, string>());
        var results = Joins.Keys.ToDictionary(topic => topic, _ => new TableModel<string, string>());
        for (int i = 0; i < 3000; i++)
        {
            bool isLeft = random.Next(2) == 0;
            string key = "k" + random.Next(keys);
            string? value = random.Next(4) == 0 ? null : (isLeft ? "l" : "r") + random.Next(1000);
            (isLeft ? left : right).Set(key, value);
            driver.Input<string, string?>(isLeft ? "left" : "right").Pipe(key, value, random.Next(1000));
            if (cache > 0 && random.Next(10) != 0)
            {
                continue;
            }

            driver.Commit();
            foreach (var (topic, joiner) in Joins)
            {
                if (cache > 0 && topic is ("inner" or "chain" or "self"))
                {
                    // As in Kafka Streams: when both rows go between two commits, no side finds its partner, and the result stays.
                    continue;
                }

                foreach (var record in driver.Output<string, string>(topic).ReadAllRecords())
                {
                    results[topic].Set(record.Key!, record.Value);
                }

                Assert.Equal(left.JoinAll(right, joiner), results[topic].Rows);
            }
        }
    }

    /// <summary>What each record forwards, with its time, by the rules of the semantics page.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 30)]
    public void Forward_each_change(int seed, int keys)
    {
        var random = new Random(seed);
        using var driver = new TopologyTestDriver<TableJoins>();
        var tables = new[] { new TableModel<string, string>(), new TableModel<string, string>() };
        var times = new Dictionary<(int, string), long>();
        for (int i = 0; i < 2000; i++)
        {
            int side = random.Next(2);
            string key = "k" + random.Next(keys);
            string? value = random.Next(3) == 0 ? null : (side == 0 ? "l" : "r") + random.Next(1000);
            long timestamp = random.Next(100);
            string? old = tables[side].Set(key, value);
            string? other = tables[1 - side][key];
            times[(side, key)] = timestamp;
            long time = other is null ? timestamp : Math.Max(timestamp, times[(1 - side, key)]);
            driver.Input<string, string?>(side == 0 ? "left" : "right").Pipe(key, value, timestamp);

            // Without a record cache a row is deleted that was not there, and the join hears of it.
            bool keepsLeft = side == 0 && (old is not null || value is not null);
            Check(driver, "inner", other is not null, Joins["inner"](key, tables[0][key], tables[1][key]), time);
            Check(driver, "left-join", other is not null || keepsLeft, Joins["left-join"](key, tables[0][key], tables[1][key]), time);
        }
    }

    [Fact]
    public void Of_bytes_decode_nothing()
    {
        using var driver = new TopologyTestDriver<ByteTableJoins>();
        var output = driver.Output<string, byte[]>("longer");
        driver.Input<string, byte[]>("left").Pipe("a", [1, 2], timestamp: 5);
        driver.Input<string, byte[]>("right").Pipe("a", [1, 2, 3], timestamp: 3);
        driver.Input<string, byte[]?>("right").Pipe("a", null, timestamp: 9);

        Assert.Equal([2, 3, 2], output.ReadAllRecords().Select(record => record.Value!.Length));
    }

    private static void Check(TopologyTestDriver<TableJoins> driver, string topic, bool forwards, string? value, long timestamp)
    {
        var records = driver.Output<string, string>(topic).ReadAllRecords().Select(record => ((string?)record.Value, record.Timestamp));
        Assert.Equal(forwards ? [(value, timestamp)] : [], records);
    }

    private static string? Odd(string? left) => left is not null && left[^1] % 2 == 1 ? left : null;

    private static string? Views(string? left, string? right) => Odd(left) is null && right is null ? null : $"{Odd(left)}#{right?.Length}";

    private static string? Chain(string? left, string? right) => left is null || right is null ? null : $"{left}{right}+{Views(left, right)}";
}
