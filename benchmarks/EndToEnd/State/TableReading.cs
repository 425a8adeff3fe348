using System.Diagnostics;
using System.Globalization;

namespace GenStreams.EndToEnd.State;

/// <summary>Reads a table in a loop: single keys, pages of a hundred, and at times all of it.</summary>
/// <param name="table">The table.</param>
/// <param name="keys">How many keys it comes to have.</param>
/// <param name="seed">Decides what is read.</param>
internal sealed class TableReading(Table<string, long> table, int keys, int seed)
{
    private const int PageSize = 100;

    private static readonly string[] Kinds = ["points", "pages", "whole tables"];

    private readonly List<double>[] _micros = [[], [], []];

    /// <summary>Reads until it is told to stop.</summary>
    public void Run(CancellationToken stop)
    {
        var random = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            int dice = random.Next(10_000);
            int kind = dice < 10 ? 2 : dice < 500 ? 1 : 0;
            string key = "key-" + random.Next(keys).ToString(CultureInfo.InvariantCulture).PadLeft(12, '0');
            long start = Stopwatch.GetTimestamp();
            try
            {
                Read(kind, key);
            }
            catch (StoreNotReadyException)
            {
                // The topology starts.
                Thread.Sleep(1);
                continue;
            }

            _micros[kind].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }

    /// <summary>How long the reads of several took.</summary>
    public static IEnumerable<ReadLatency> LatenciesOf(IReadOnlyList<TableReading> readings)
    {
        for (int kind = 0; kind < Kinds.Length; kind++)
        {
            double[] all = [.. readings.SelectMany(reading => reading._micros[kind]).Order()];
            if (all.Length > 0)
            {
                yield return new ReadLatency(Kinds[kind], all.Length, all[all.Length / 2], all[(int)(all.Length * 0.99)]);
            }
        }
    }

    private void Read(int kind, string key)
    {
        switch (kind)
        {
            case 0:
                table.TryGet(key, out _);
                break;
            case 1:
                foreach (var _ in table.Range(key, "key-999999999999").Take(PageSize))
                {
                }

                break;
            default:
                foreach (var _ in table.All())
                {
                }

                break;
        }
    }
}
