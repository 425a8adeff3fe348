using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Joins with versioned tables do what the definition says: late rows and views, equal times, deletes, nulls.</summary>
public sealed class VersionTests
{
    private const long Retention = 200;
    private const long Grace = 50;

    [Theory]
    [InlineData(1, 1, 10)]
    [InlineData(2, 3, 60)]
    [InlineData(3, 5, 150)]
    [InlineData(4, 2, 300)]
    [InlineData(5, 20, 1000)]
    public void A_view_is_joined_with_the_row_of_its_time(int seed, int keys, int disorder)
    {
        var random = new Random(seed);
        using var driver = new TopologyTestDriver<Versions>();
        var views = driver.Input<string?, string?>("views");
        var names = driver.Input<string, string?>("names");
        var rows = new Rows();
        var waiting = new List<(long Timestamp, string Key, int Number, string View)>();
        long now = 0;
        long waitedFor = -1;
        for (int i = 0; i < 3000; i++)
        {
            now += random.Next(100) == 0 ? 500 : random.Next(20);
            long timestamp = Math.Max(0, now - (random.Next(3) == 0 ? random.Next(disorder + 1) : 0));
            string? key = random.Next(20) == 0 ? null : "k" + random.Next(keys);
            string? value = random.Next(8) == 0 ? null : $"v{i}";
            var atOnce = new List<(string?, string)>();
            var later = new List<(string?, string)>();
            if (random.Next(2) == 0)
            {
                key ??= "k0";
                names.Pipe(key, value, timestamp);
                rows.Put(key, value, timestamp);
            }
            else
            {
                views.Pipe(key, value, timestamp);
                if (value is not null)
                {
                    atOnce.Add((key, $"{value}/{rows.AsOf(key, timestamp)?.ToUpperInvariant()}"));
                    if (key is null || timestamp < waitedFor - Grace)
                    {
                        later.Add((key, $"{value}/{rows.AsOf(key, timestamp)}"));
                    }
                    else
                    {
                        waitedFor = Math.Max(waitedFor, timestamp);
                        waiting.Add((timestamp, key, i, value));
                        waiting.Sort();
                        foreach (var due in waiting.TakeWhile(view => view.Timestamp <= waitedFor - Grace))
                        {
                            later.Add((due.Key, $"{due.View}/{rows.AsOf(due.Key, due.Timestamp)}"));
                        }

                        waiting.RemoveAll(view => view.Timestamp <= waitedFor - Grace);
                    }
                }
            }

            Assert.Equal(atOnce, driver.Output<string?, string>("at-once").ReadAll());
            Assert.Equal(later, driver.Output<string?, string>("later").ReadAll());
        }
    }

    private sealed class Rows
    {
        private readonly Dictionary<string, SortedDictionary<long, string?>> _rows = [];
        private long _time = -1;

        public void Put(string key, string? value, long timestamp)
        {
            if (timestamp >= _time - Retention)
            {
                _time = Math.Max(_time, timestamp);
                _rows.TryAdd(key, []);
                _rows[key][timestamp] = value;
            }
        }

        public string? AsOf(string? key, long time)
        {
            if (key is null || !_rows.TryGetValue(key, out var versions))
            {
                return null;
            }

            var version = time < _time - Retention ? versions.Last() : versions.LastOrDefault(version => version.Key <= time);
            return version.Key <= time ? version.Value : null;
        }
    }
}
