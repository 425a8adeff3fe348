using GenStreams.Serdes;
using GenStreams.Testing.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Windowed aggregations do what a naive model does, record by record: late ones, equal times, jumps and nulls.</summary>
public sealed class WindowTests
{
    private static readonly TimeWindowedSerde<string> Keys = new(StringSerde.Instance, 100);

    public static TheoryData<int, int, int> Shapes { get; } = new()
    {
        // Seed, keys, how far records come out of order.
        { 1, 1, 0 },
        { 2, 3, 30 },
        { 3, 3, 150 },
        { 4, 10, 400 },
        { 5, 100, 1000 },
        { 6, 2, 60 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Tumbling(int seed, int keys, int disorder) => Check<TumblingTexts>(seed, keys, disorder, () => new WindowModel(100, 100, 0, onClose: false));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Hopping(int seed, int keys, int disorder) => Check<HoppingTexts>(seed, keys, disorder, () => new WindowModel(100, 30, 50, onClose: false));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Tumbling_on_close(int seed, int keys, int disorder) =>
        Check<TumblingFinals>(seed, keys, disorder, () => new WindowModel(100, 100, 70, onClose: true));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Hopping_on_close(int seed, int keys, int disorder) =>
        Check<HoppingFinals>(seed, keys, disorder, () => new WindowModel(100, 30, 0, onClose: true));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Tumbling_on_close_over_restarts(int seed, int keys, int disorder) =>
        CheckOverRestarts<TumblingFinals>(seed, keys, disorder, () => new WindowModel(100, 100, 70, onClose: true));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Hopping_on_close_over_restarts(int seed, int keys, int disorder) =>
        CheckOverRestarts<HoppingFinals>(seed, keys, disorder, () => new WindowModel(100, 30, 0, onClose: true));

    private static void Check<T>(int seed, int keys, int disorder, Func<WindowModel> newModel)
        where T : class, ITopology<T>
    {
        foreach (long cache in new[] { 0, 1_000_000 })
        {
            var model = newModel();
            int results = 0;
            using var driver = new TopologyTestDriver<T>(new() { CacheBytes = cache });
            var input = driver.Input<string?, string?>("in");
            var output = driver.Output<Windowed<string>, string>("out", Keys);
            foreach (var (key, value, timestamp) in RandomRecords.Of(seed, keys, disorder, count: 1000))
            {
                var expected = model.Process(key, value, timestamp);
                input.Pipe(key, value, timestamp);
                Assert.Equal(expected, output.ReadAllRecords().Select(record => (record.Key, record.Value!, record.Timestamp)));
                results += expected.Count;
            }

            Assert.Equal(model.Dropped, driver.DroppedRecords.Count);
            Assert.InRange(results, 1, int.MaxValue);
        }
    }

    /// <summary>With transactions, what comes out is what came out without restarts: no window is lost, none comes twice.</summary>
    private static void CheckOverRestarts<T>(int seed, int keys, int disorder, Func<WindowModel> newModel)
        where T : class, ITopology<T>
    {
        foreach (long cache in new[] { 0, 1_000_000 })
        {
            var model = newModel();
            var random = new Random(seed);
            var records = RandomRecords.Of(seed, keys, disorder, count: 1000).ToList();
            var expected = records.SelectMany(record => model.Process(record.Key, record.Value, record.Timestamp)).ToList();
            using var task = new TransactionalTask<T>(cache);
            for (int i = 0; i < records.Count;)
            {
                task.Process(records[i].Key, records[i].Value, records[i].Timestamp);
                i++;
                switch (random.Next(20))
                {
                    case 0 or 1 or 2:
                        task.Commit();
                        break;
                    case 3:
                        task.Crash();
                        i = task.Committed;
                        break;
                }
            }

            task.Commit();
            Assert.InRange(task.Restarts, 10, int.MaxValue);
            Assert.Equal(expected, task.Output.Select(record => (Keys.Deserialize(record.Key), record.Value, record.Timestamp)));
        }
    }
}
