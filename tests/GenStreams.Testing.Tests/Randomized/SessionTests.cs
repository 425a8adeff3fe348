using System.Globalization;
using GenStreams.Serdes;
using GenStreams.Testing.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Aggregations of sessions do what a naive model does, record by record: late ones, equal times, nulls, and merges of many.</summary>
public sealed class SessionTests
{
    private const long Gap = 100;
    private const long Grace = 60;

    public static TheoryData<int, int, int, long> Shapes { get; } = new()
    {
        // Seed, keys, how far records come out of order, bytes of the record cache.
        { 1, 1, 0, 0 },
        { 2, 3, 30, 0 },
        { 3, 3, 400, 0 },
        { 4, 20, 250, 0 },
        { 5, 2, 2000, 0 },
        { 6, 3, 300, 1_000_000 },
        { 7, 30, 150, 1_000_000 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Counts(int seed, int keys, int disorder, long cache)
    {
        using var driver = new TopologyTestDriver<SessionCounts>(new() { CacheBytes = cache });
        var output = driver.Output<Windowed<string>, long>("out");
        var model = CountModel(cache > 0);
        Feed(driver, seed, keys, disorder, model, () => [.. output.ReadAllRecords().Select(record => Text(record, record.Value))]);

        Assert.Equal(
            model.Readable.Select(session => (session.Key, session.Value)),
            driver.Topology.Counts.All().Select(session => (session.Key, session.Value.ToString(CultureInfo.InvariantCulture))));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Aggregates(int seed, int keys, int disorder, long cache) => Check<SessionTexts>(
        seed,
        keys,
        disorder,
        cache,
        new SessionModel(Gap, Grace, "0", (key, text, value) => $"{text}+{key}{value ?? "null"}", (key, left, right) => $"{left}&{key}{right}", cache > 0));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Reductions(int seed, int keys, int disorder, long cache)
    {
        static string? Reduce(string key, string? left, string? right) =>
            left is null ? right : right is null || right.EndsWith('0') ? null : $"{left}+{right}";
        Check<SessionReductions>(seed, keys, disorder, cache, new SessionModel(Gap, Grace, first: null, Reduce, Reduce, cache > 0));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Reductions_of_bytes(int seed, int keys, int disorder, long cache)
    {
        static string? Reduce(string key, string? left, string? right) =>
            left is null ? right : string.CompareOrdinal(left, right ?? "") < 0 ? right : left;
        Check<SessionBytes>(seed, keys, disorder, cache, new SessionModel(Gap, Grace, first: null, Reduce, Reduce, cache > 0));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Final_counts(int seed, int keys, int disorder, long cache)
    {
        using var driver = new TopologyTestDriver<SessionsOnClose>(new() { CacheBytes = cache });
        var output = driver.Output<Windowed<string>, long>("out");
        var model = CountModel(isCached: false);
        foreach (var (key, value, timestamp) in Records(seed, keys, disorder))
        {
            model.Process(key, value, timestamp);
            driver.Input<string?, string?>("in").Pipe(key, value, timestamp);

            Assert.Equal(model.TakeClosed(), output.ReadAllRecords().Select(record => Text(record, record.Value)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public void Cogroups_add_to_the_same_sessions(long cache)
    {
        using var driver = new TopologyTestDriver<SessionCogroup>(new() { CacheBytes = cache });
        var output = driver.Output<Windowed<string>, string>("out");
        driver.Input<string, string>("in").Pipe("a", "1", timestamp: 1_000);
        driver.Input<string, string>("other").Pipe("a", "2", timestamp: 1_150);
        driver.Input<string, string>("in").Pipe("a", "3", timestamp: 1_100);

        Assert.Equal(
            [
                (new Windowed<string>("a", 1_000, 1_000), "+1", 1_000L),
                (new Windowed<string>("a", 1_150, 1_150), "-2", 1_150L),
                (new Windowed<string>("a", 1_000, 1_000), null, 1_000L),
                (new Windowed<string>("a", 1_150, 1_150), null, 1_150L),
                (new Windowed<string>("a", 1_000, 1_150), "&+1&-2+3", 1_150L),
            ],
            output.ReadAllRecords().Select(record => (record.Key, (string?)record.Value, record.Timestamp)));
    }

    [Fact]
    public void Late_records_and_null_keys_are_dropped()
    {
        using var driver = new TopologyTestDriver<SessionCounts>();
        var input = driver.Input<string?, string?>("in");
        input.Pipe("a", "x", timestamp: 1_000);
        input.Pipe(null, "x", timestamp: 5_000);
        input.Pipe("a", "x", timestamp: 839);
        input.Pipe("b", "x", timestamp: 840);

        Assert.Equal(["its key is null", "its session is closed"], driver.DroppedRecords.Select(dropped => dropped.Reason));
        Assert.True(driver.Topology.Counts.TryGet("a", 1_000, 1_000, out long count));
        Assert.Equal(1, count);
    }

    /// <summary>Kafka Streams 4.3.1 gives the same without caches, in memory and with RocksDB: the store's time is that of what was put into it.</summary>
    [Theory]
    [InlineData("k@0 j@160 k@100", "k0-0=1 j160-160=1 k100-100=1")]
    [InlineData("k@0 j@159 k@100", "k0-0=1 j159-159=1 k0-0=null k0-100=2")]
    [InlineData("k@0 k@100 k@160", "k0-0=1 k0-0=null k0-100=2 k0-100=null k0-160=3")]
    [InlineData("k@10 k@200 k@60", "k10-10=1 k200-200=1 k60-60=1")]
    public void Sessions_out_of_retention_are_not_merged_without_a_cache(string records, string expected) => Assert.Equal(expected, Told(records, cache: 0));

    /// <summary>What a cache still finds goes into another, and nobody hears that it is deleted: as in Kafka Streams 4.3.1 with caches.</summary>
    [Theory]
    [InlineData("k@0 j@160 k@100", "k0-0=1 j160-160=1 k0-100=2")]
    [InlineData("k@0 j@159 k@100", "k0-0=1 j159-159=1 k0-0=null k0-100=2")]
    [InlineData("k@10 k@200 k@60", "k10-10=1 k200-200=1 k10-60=2")]
    public void Sessions_out_of_retention_are_merged_silently_with_a_cache(string records, string expected) =>
        Assert.Equal(expected, Told(records, cache: 1_000_000));

    [Fact]
    public void Sessions_are_queried_by_key_and_start()
    {
        using var driver = new TopologyTestDriver<SessionCounts>();
        var input = driver.Input<string?, string?>("in");
        input.Pipe("a", "x", timestamp: 1_000);
        input.Pipe("a", "x", timestamp: 1_080);
        input.Pipe("aa", "x", timestamp: 1_090);
        input.Pipe("a", "x", timestamp: 1_200);

        Assert.Equal(
            [new(new("a", 1_000, 1_080), 2), new(new("a", 1_200, 1_200), 1)],
            driver.Topology.Counts.Fetch("a", 0, 2_000));
        Assert.Equal([new("a", 1_200, 1_200)], driver.Topology.Counts.FetchAll(1_100, 2_000).Select(session => session.Key));
        Assert.Equal(3, driver.Topology.Counts.Count);
        Assert.True(driver.Topology.Counts.TryGet("a", 1_000, 1_080, out long count));
        Assert.Equal(2, count);
        Assert.False(driver.Topology.Counts.TryGet("a", 1_000, 1_000, out _));
    }

    private static string Told(string records, long cache)
    {
        using var driver = new TopologyTestDriver<SessionCounts>(new() { CacheBytes = cache });
        var input = driver.Input<string?, string?>("in");
        foreach (string[] record in records.Split(' ').Select(record => record.Split('@')))
        {
            input.Pipe(record[0], "x", long.Parse(record[1], CultureInfo.InvariantCulture));
        }

        return string.Join(" ", driver.Output<Windowed<string>, long>("out").ReadAllRecords()
            .Select(told => $"{told.Key!.Key}{told.Key.Start}-{told.Key.End}={(told.IsTombstone ? "null" : told.Value)}"));
    }

    private static void Check<T>(int seed, int keys, int disorder, long cache, SessionModel model)
        where T : class, ITopology<T>
    {
        using var driver = new TopologyTestDriver<T>(new() { CacheBytes = cache });
        var output = driver.Output("out", new SessionWindowedSerde<string>(StringSerde.Instance), StringSerde.Instance);
        Feed(driver, seed, keys, disorder, model, () => [.. output.ReadAllRecords().Select(record => Text(record, record.Value))]);
    }

    private static void Feed<T>(
        TopologyTestDriver<T> driver,
        int seed,
        int keys,
        int disorder,
        SessionModel model,
        Func<List<(Windowed<string> Key, string? Value, long Timestamp)>> read)
        where T : class, ITopology<T>
    {
        var input = driver.Input("in", StringSerde.Instance, StringSerde.Instance);
        int told = 0;
        foreach (var (key, value, timestamp) in Records(seed, keys, disorder))
        {
            var expected = model.Process(key, value, timestamp);
            input.Pipe(key, value, timestamp);

            Assert.Equal(expected, read());
            told += expected.Count;
        }

        Assert.InRange(told, 100, int.MaxValue);
    }

    private static SessionModel CountModel(bool isCached) => new(
        Gap, Grace, "0", static (_, count, _) => Sum(count, "1"), static (_, left, right) => Sum(left, right), isCached);

    private static string Sum(string? left, string? right) =>
        (long.Parse(left!, CultureInfo.InvariantCulture) + long.Parse(right!, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);

    private static (Windowed<string> Key, string? Value, long Timestamp) Text<TValue>(TestRecord<Windowed<string>, TValue> record, object? value) =>
        (record.Key, record.IsTombstone ? null : Convert.ToString(value, CultureInfo.InvariantCulture), record.Timestamp);

    /// <summary>Less than the minute of event time after which a store forgets: what it forgets is its own test's matter.</summary>
    private static IEnumerable<(string? Key, string? Value, long Timestamp)> Records(int seed, int keys, int disorder)
    {
        var random = new Random(seed);
        long now = 0;
        for (int i = 0; i < 2_000 && now < 55_000; i++)
        {
            now += random.Next(5) switch { 0 => 0, 1 => 1, 2 => random.Next(10), 3 => random.Next(60), _ => random.Next(20) == 0 ? 500 : random.Next(40) };
            long timestamp = random.Next(3) == 0 ? Math.Max(0, now - random.Next(disorder + 1)) : now;
            yield return (
                random.Next(25) == 0 ? null : "k" + random.Next(keys), random.Next(15) == 0 ? null : i.ToString(CultureInfo.InvariantCulture), timestamp);
        }
    }
}
