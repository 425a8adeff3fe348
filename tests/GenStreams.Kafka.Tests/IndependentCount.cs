using System.Text.RegularExpressions;

namespace GenStreams.Kafka.Tests;

/// <summary>Counts words with nothing of what is tested.</summary>
internal static partial class IndependentCount
{
    public static Dictionary<string, long> Of(IEnumerable<string> lines)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (Match word in lines.SelectMany(line => Word().Matches(line)))
        {
            string lower = word.Value.ToLowerInvariant();
            if (lower != "the")
            {
                counts[lower] = counts.GetValueOrDefault(lower) + 1;
            }
        }

        return counts;
    }

    [GeneratedRegex(@"[\p{L}']+")]
    private static partial Regex Word();
}
