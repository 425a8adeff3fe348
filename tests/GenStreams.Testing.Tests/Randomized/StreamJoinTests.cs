using GenStreams.Testing.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Joins of streams do what a naive model does, record by record: late ones, equal times, nulls, and with a restart in between.</summary>
public sealed class StreamJoinTests
{
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
    public void Inner(int seed, int keys, int disorder) => Check<InnerPairs>(seed, keys, disorder, new StreamJoinModel(100, 100, 0, false, false));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Left(int seed, int keys, int disorder) => Check<LeftPairs>(seed, keys, disorder, new StreamJoinModel(100, 100, 50, true, false));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Outer(int seed, int keys, int disorder) => Check<OuterPairs>(seed, keys, disorder, new StreamJoinModel(100, 100, 0, true, true));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Outer_with_a_window_that_lies_behind(int seed, int keys, int disorder) =>
        Check<LaterOuterPairs>(seed, keys, disorder, new StreamJoinModel(10, 300, 40, true, true));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Inner_of_equal_times(int seed, int keys, int disorder) => Check<EqualPairs>(seed, keys, disorder, new StreamJoinModel(0, 0, 0, false, false));

    private static void Check<T>(int seed, int keys, int disorder, StreamJoinModel model)
        where T : class, ITopology<T>
    {
        var random = new Random(seed);
        using var driver = new TopologyTestDriver<T>();
        var inputs = new[] { driver.Input<string?, string?>("left"), driver.Input<string?, string?>("right") };
        var output = driver.Output<string?, string>("out");
        long now = 0;
        int results = 0;
        for (int i = 0; i < 3000; i++)
        {
            now += random.Next(4) switch { 0 => 0, 1 => 1, 2 => random.Next(10), _ => random.Next(100) == 0 ? 1000 : random.Next(30) };
            int side = random.Next(2);
            string? key = random.Next(20) == 0 ? null : "k" + random.Next(keys);
            string? value = random.Next(20) == 0 ? null : $"v{i}";
            long timestamp = Math.Max(0, now - (random.Next(3) == 0 ? random.Next(disorder + 1) : 0));

            var expected = model.Process(side == 0, key, value, timestamp);
            inputs[side].Pipe(key, value, timestamp);

            var found = output.ReadAllRecords().Select(record => (record.Key, record.Value!, record.Timestamp));
            Assert.Equal(expected, found);
            results += expected.Count;
        }

        Assert.InRange(results, 1, int.MaxValue);
    }
}
