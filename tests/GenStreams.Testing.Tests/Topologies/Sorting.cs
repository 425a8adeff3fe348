using System.Globalization;
using System.Text;

namespace GenStreams.Testing.Tests.Topologies;

/// <summary>Two processors that share a store, named outputs, and records with what is their own.</summary>
[Topology("sorting")]
public partial class Sorting
{
    [Source("in")] private partial Stream<string, int> In { get; }

    [Source("deletes")] private partial Stream<string, string?> Deletes { get; }

    [StateStore("totals")] private partial KeyValueStore<string, long> Totals { get; }

    [Output] private partial Stream<string, int> Even { get; }

    [Output, Sink("odd")] private partial Stream<string, int> Odd { get; }

    [Process(nameof(In)), Sink("all")]
    private static void Sort(
        string key, int value, RecordContext context, Output<string, int> odd, KeyValueStore<string, long> totals, Output<string, int> even, Output<int, string> all)
    {
        totals.Put(key, totals.Get(key) + value);
        if (value == 13)
        {
            all.Emit(value, "lost");
            throw new InvalidOperationException("unlucky");
        }

        var own = new RecordHeaders();
        own.Add("own", Encoding.UTF8.GetBytes(key));
        (value % 2 == 0 ? even : odd).Emit(key, value);
        even.Emit(key + "-late", value, context.Timestamp + 1000);
        all.Emit(value, key, own);
        all.Emit(value, key);
        (value % 2 == 0 ? odd : even).Emit(key + "-other", value, context.Timestamp + 1, own);
    }

    [ProcessValues(nameof(Deletes)), Sink("deleted")]
    private static string? Delete(string key, string? why, KeyValueStore<string, long> totals, Output<string, int> odd)
    {
        odd.Emit(key, (int)totals.Get(key));
        totals.Delete(key);
        return why is null ? null : why + ":" + key;
    }

    [Merge(nameof(Even), nameof(Odd)), Sink("merged")] private partial Stream<string, int> Merged { get; }

    [Count(nameof(Even), Store = "evens")] private partial Table<string, long> Evens { get; }

    [MapValues(nameof(Evens)), Sink("counts")] private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
