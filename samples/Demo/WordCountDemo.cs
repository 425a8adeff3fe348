using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenStreams.Samples.Demo;

/// <summary>Counts the words of the texts that the samples ship, and shows the count as it grows.</summary>
internal sealed partial class WordCountDemo : Demo
{
    private const string Input = "wordcount-input";
    private const string Output = "wordcount-output";
    private const int Partitions = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public override string Name => "wordcount";

    /// <inheritdoc/>
    public override string About => "The words of a text are counted; the count is watched while it grows.";

    /// <inheritdoc/>
    public override async Task<int> RunAsync(string? bootstrapServers, TextWriter output)
    {
        using var broker = new DemoBroker(bootstrapServers);
        await broker.CreateTopicsAsync(Partitions, Input, Output);
        var lines = SampleTexts.Lines();
        long expected = CountableWords(lines) * Load(broker, lines, output);

        using var host = BuildHost(broker.BootstrapServers);
        var clock = Stopwatch.StartNew();
        await host.StartAsync();
        var counts = host.Services.GetRequiredService<WordCount>().Counts;
        bool finished = await ShowProgressAsync(counts, expected, clock, output);
        var elapsed = clock.Elapsed;
        if (finished)
        {
            ShowResult(counts, expected, elapsed, output);
        }

        await host.StopAsync();
        return finished ? 0 : 1;
    }

    /// <summary>Writes the text, unless an earlier run did; returns how many times the topic holds it.</summary>
    private static long Load(DemoBroker broker, IReadOnlyList<string> lines, TextWriter output)
    {
        long there = broker.RecordCount(Input, Partitions);
        if (there % lines.Count != 0)
        {
            throw new InvalidOperationException(
                $"The topic {Input} on {broker.Name} holds records of another origin: delete it, or name another broker.");
        }

        if (there > 0)
        {
            output.WriteLine($"{Input} holds the text already ({there:N0} lines).");
            return there / lines.Count;
        }

        output.WriteLine($"Writing {lines.Count:N0} lines to {Input} on {broker.Name} ...");
        broker.Produce(Input, lines);
        return 1;
    }

    private static IHost BuildHost(string bootstrapServers)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddGenStreams(options =>
        {
            options.BootstrapServers = bootstrapServers;
            options.CommitInterval = TimeSpan.FromMilliseconds(500);
        }).AddTopology<WordCount>();
        return builder.Build();
    }

    private static async Task<bool> ShowProgressAsync(Table<string, long> counts, long expected, Stopwatch clock, TextWriter output)
    {
        while (clock.Elapsed < Limit)
        {
            long counted = Total(counts);
            await output.WriteLineAsync($"{clock.Elapsed.TotalSeconds,6:F1} s  {counted,8:N0} of {expected:N0} words");
            if (counted >= expected)
            {
                return true;
            }

            await Task.Delay(200);
        }

        await output.WriteLineAsync($"The words were not all counted within {Limit}.");
        return false;
    }

    private static void ShowResult(Table<string, long> counts, long words, TimeSpan elapsed, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("The ten most frequent words:");
        foreach (var (word, count) in counts.All().OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(10))
        {
            output.WriteLine($"  {count,7:N0}  {word}");
        }

        output.WriteLine();
        output.WriteLine($"{words:N0} words in {elapsed.TotalSeconds:F1} s, start included: {words / elapsed.TotalSeconds:N0} records/s");
    }

    private static long Total(Table<string, long> counts)
    {
        try
        {
            return counts.All().Sum(entry => entry.Value);
        }
        catch (StoreNotReadyException)
        {
            return 0; // its partitions are not assigned yet
        }
    }

    // Not the topology's own code, so that it can show a fault of it.
    private static long CountableWords(IEnumerable<string> lines) =>
        lines.Sum(line => Word().Matches(line).Count(word => !word.Value.Equals("the", StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(@"[\p{L}']+")]
    private static partial Regex Word();
}
