using System.Globalization;
using GenStreams.Testing.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Aggregations in sliding windows do what their definition says, record by record: late ones, equal times, and nulls.</summary>
public sealed class SlidingWindowTests
{
    private const long Difference = 50;
    private const long Grace = 100;

    public static TheoryData<int, int, int, long> Shapes { get; } = new()
    {
        // Seed, keys, how far records come out of order, bytes of the record cache.
        { 1, 1, 0, 0 },
        { 2, 3, 30, 0 },
        { 3, 3, 99, 0 },
        { 4, 20, 99, 0 },
        { 5, 2, 60, 1_000_000 },
        { 6, 10, 99, 1_000_000 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Aggregates(int seed, int keys, int disorder, long cache) =>
        Check<SlidingTexts>(seed, keys, disorder, cache, values => string.Concat(values.Select(value => "+" + value)));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Reductions(int seed, int keys, int disorder, long cache) =>
        Check<SlidingReductions>(seed, keys, disorder, cache, values => string.Join('+', values));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Counts(int seed, int keys, int disorder, long cache)
    {
        using var driver = new TopologyTestDriver<SlidingCounts>(new() { CacheBytes = cache });
        var output = driver.Output<Windowed<string>, long>("out");
        var model = CountModel();
        foreach (var (key, value, timestamp) in Records(seed, keys, disorder))
        {
            var expected = model.Process(key, value, timestamp);
            driver.Input<string?, string?>("in").Pipe(key, value, timestamp);

            Assert.Equal(Sorted(expected), Sorted(output.ReadAllRecords().Select(record => (record.Key, Text(record.Value), record.Timestamp))));
        }

        long latest = model.Windows.Keys.Max(window => window.Start);
        Assert.Equal(
            Sorted(model.Windows.Where(window => window.Key.Start > latest - (2 * Difference) - Grace)
                .Select(window => (window.Key, (string?)window.Value.Value, 0L))),
            Sorted(driver.Topology.Counts.All().Select(window => (window.Key, Text(window.Value), 0L))));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Final_counts(int seed, int keys, int disorder, long cache)
    {
        using var driver = new TopologyTestDriver<SlidingOnClose>(new() { CacheBytes = cache });
        var output = driver.Output<Windowed<string>, long>("out");
        var model = CountModel();
        int closed = 0;
        foreach (var (key, value, timestamp) in Records(seed, keys, disorder))
        {
            model.Process(key, value, timestamp);
            driver.Input<string?, string?>("in").Pipe(key, value, timestamp);
            var expected = model.TakeClosed();
            closed += expected.Count;

            Assert.Equal(expected, output.ReadAllRecords().Select(record => (record.Key, Text(record.Value), record.Timestamp)));
        }

        Assert.InRange(closed, 100, int.MaxValue);
    }

    [Fact]
    public void Late_records_and_nulls_are_dropped()
    {
        using var driver = new TopologyTestDriver<SlidingCounts>();
        var input = driver.Input<string?, string?>("in");
        input.Pipe("a", "x", timestamp: 1_000);
        input.Pipe(null, "x", timestamp: 5_000);
        input.Pipe("a", null, timestamp: 5_000);
        input.Pipe("a", "x", timestamp: 849);
        input.Pipe("a", "x", timestamp: 850);

        Assert.Equal(
            ["its key or value is null", "its key or value is null", "its windows are closed", "its window is closed"],
            driver.DroppedRecords.Select(dropped => dropped.Reason));
        Assert.Equal([new(new("a", 950, 1_000), 1)], driver.Topology.Counts.Fetch("a", 0, 2_000));
        Assert.True(driver.Topology.Counts.TryGet("a", 950, out long count));
        Assert.Equal(1, count);
    }

    private static void Check<T>(int seed, int keys, int disorder, long cache, Func<IEnumerable<string>, string> aggregate)
        where T : class, ITopology<T>
    {
        using var driver = new TopologyTestDriver<T>(new() { CacheBytes = cache });
        var output = driver.Output<Windowed<string>, string>("out");
        var model = new SlidingWindowModel(Difference, Grace, aggregate);
        int told = 0;
        foreach (var (key, value, timestamp) in Records(seed, keys, disorder))
        {
            var expected = model.Process(key, value, timestamp);
            driver.Input<string?, string?>("in").Pipe(key, value, timestamp);

            Assert.Equal(Sorted(expected), Sorted(output.ReadAllRecords().Select(record => (record.Key, (string?)record.Value, record.Timestamp))));
            told += expected.Count;
        }

        Assert.InRange(told, 100, int.MaxValue);
    }

    private static SlidingWindowModel CountModel() => new(Difference, Grace, static values => Text(values.Count())!);

    private static string? Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Which of the windows that a record changes comes first is Kafka Streams' matter: the recordings say.</summary>
    private static List<(Windowed<string> Key, string? Value, long Timestamp)> Sorted(IEnumerable<(Windowed<string> Key, string? Value, long Timestamp)> windows) =>
        [.. windows.OrderBy(window => window.Key.Start).ThenBy(window => window.Key.Key, StringComparer.Ordinal)];

    /// <summary>Records that are in time for all windows that they belong to, or too late for all.</summary>
    private static IEnumerable<(string? Key, string? Value, long Timestamp)> Records(int seed, int keys, int disorder)
    {
        var random = new Random(seed);
        long now = 0;
        long streamTime = 0;
        for (int i = 0; i < 600; i++)
        {
            now += random.Next(5) switch { 0 => 0, 1 => 1, 2 => random.Next(10), _ => random.Next(20) == 0 ? 300 : random.Next(25) };
            long late = random.Next(15) == 0 ? Grace + Difference + 1 + random.Next(500) : random.Next(3) == 0 ? random.Next(disorder + 1) : 0;
            long timestamp = late > 0 && late <= streamTime ? streamTime - late : now;
            string? key = random.Next(25) == 0 ? null : "k" + random.Next(keys);
            string? value = random.Next(15) == 0 ? null : i.ToString(CultureInfo.InvariantCulture);
            streamTime = key is null || value is null ? streamTime : Math.Max(streamTime, timestamp);
            yield return (key, value, timestamp);
        }
    }
}
