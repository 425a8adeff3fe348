namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class ProcessValuesWithStore
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [StateStore("points")] private partial KeyValueStore<string, long> Points { get; }

    [ProcessValues(nameof(In)), Sink("out")]
    private static void Totals(string? key, string? value, KeyValueStore<string, long> points, Output<string> totals)
    {
        if (key is null || value is null)
        {
            return;
        }

        long total = points.Get(key) + Values.Number(value);
        points.Put(key, total);
        totals.Emit($"{value}:{Values.Text(total)}");
    }
}
