using System.Globalization;
using GenStreams.Soak.Checks;

namespace GenStreams.Soak.Feeds;

/// <summary>
/// Lines to count the words of. In which order a word's lines are counted depends on how the partitions of its repartition topic were
/// filled; that every line is counted once under each of its words, and what the running count and sum must be in the order that came, does not.
/// </summary>
internal sealed class LinesFeed(InputProducer producer, Ledger ledger, int seed)
{
    public const string Topic = "soak-lines";

    private readonly Random _random = new(seed);

    public async Task RunAsync(double perSecond, CancellationToken stop)
    {
        var pace = new Pace(perSecond);
        while (!stop.IsCancellationRequested)
        {
            for (int due = await pace.NextAsync(); due > 0; due--)
            {
                Send();
            }
        }
    }

    private void Send()
    {
        var record = producer.NewRecord();
        int first = _random.Next(300);
        string[] words = [.. Enumerable.Range(0, 3).Select(i => $"w{((first + (i * 101)) % 300).ToString(CultureInfo.InvariantCulture)}")];
        foreach (string word in words)
        {
            ledger.Expect(record, Words.Identity(word, record.Id), value: null);
        }

        int partition = _random.Next(SoakRun.Partitions);
        producer.Send(record, Topic, partition, null, $"{record.Id} {string.Join(' ', words)}", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }
}
