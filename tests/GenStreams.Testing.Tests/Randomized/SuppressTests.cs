using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Each window has one final result, the last before it closed, whatever the record cache does.</summary>
public sealed class SuppressTests
{
    private const long Size = 100;
    private const long Grace = 30;

    [Theory]
    [InlineData(1, 1, 10, 0)]
    [InlineData(2, 3, 60, 0)]
    [InlineData(3, 5, 150, 0)]
    [InlineData(4, 10, 300, 0)]
    [InlineData(5, 3, 60, 1_000_000)]
    [InlineData(6, 10, 100, 300)]
    public void Final_results_are_those_of_the_definition(int seed, int keys, int disorder, int cacheBytes)
    {
        var random = new Random(seed);
        var options = new TopologyTestDriverOptions { CacheBytes = cacheBytes, CommitsEachRecord = cacheBytes == 0 };
        using var driver = new TopologyTestDriver<FinalCounts>(options);
        var input = driver.Input<string?, string?>("in");
        var windows = new Dictionary<(string Key, long Start), long>();
        var expected = new List<(Windowed<string>, long)>();
        var found = new List<(Windowed<string>, long)>();
        long now = 0;
        long time = -1;
        for (int i = 0; i < 3000; i++)
        {
            now += random.Next(100) == 0 ? 300 : random.Next(10);
            long timestamp = Math.Max(0, now - (random.Next(3) == 0 ? random.Next(disorder + 1) : 0));
            string? key = random.Next(20) == 0 ? null : "k" + random.Next(keys);
            input.Pipe(key, random.Next(10) == 0 ? null : "v", timestamp);
            if (key is not null)
            {
                time = Math.Max(time, timestamp);
                long start = timestamp - (timestamp % Size);
                if (start + Size > time - Grace)
                {
                    windows[(key, start)] = windows.GetValueOrDefault((key, start)) + 1;
                }
            }

            if (random.Next(200) == 0)
            {
                driver.Commit();
            }

            found.AddRange(driver.Output<Windowed<string>, long>("out").ReadAll().Select(pair => (pair.Key, pair.Value)));
        }

        // The suppress counts only what its table has told it: a last record in a window of its own closes all others.
        input.Pipe("last", "v", now + 1000);
        driver.Commit();
        found.AddRange(driver.Output<Windowed<string>, long>("out").ReadAll().Select(pair => (pair.Key, pair.Value)));
        expected.AddRange(windows.Select(window => (new Windowed<string>(window.Key.Key, window.Key.Start, window.Key.Start + Size), window.Value)));
        Assert.Equal(Sorted(expected), Sorted(found));
        Assert.InRange(found.Count, 100, 3000);
    }

    private static IEnumerable<(string, long, long)> Sorted(List<(Windowed<string> Key, long Count)> results) =>
        results.Select(result => (result.Key.Key, result.Key.Start, result.Count)).Order();
}
