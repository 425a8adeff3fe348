using System.Text;

namespace GenStreams.Generators.Model;

/// <summary>Durations as texts: numbers with units from great to small, each at most once, such as <c>1h30m</c> or <c>250ms</c>.</summary>
internal static class Duration
{
    private static readonly (string Unit, long Milliseconds)[] Units =
        [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text.</param>
    /// <param name="milliseconds">The duration.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string text, out long milliseconds)
    {
        milliseconds = 0;
        int at = 0;
        int next = 0;
        while (at < text.Length)
        {
            if (!TryReadNumber(text, ref at, out long number)
                || !TryReadUnit(text, ref at, ref next, out long unit)
                || number > (long.MaxValue - milliseconds) / unit)
            {
                return false;
            }

            milliseconds += number * unit;
        }

        return text.Length > 0;
    }

    /// <summary>Writes a duration.</summary>
    public static string ToText(long milliseconds)
    {
        var text = new StringBuilder();
        foreach (var (unit, length) in Units)
        {
            if (milliseconds >= length)
            {
                text.Append(milliseconds / length).Append(unit);
                milliseconds %= length;
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    private static bool TryReadNumber(string text, ref int at, out long number)
    {
        int start = at;
        number = 0;
        while (at < text.Length && text[at] is >= '0' and <= '9' && at - start < 18)
        {
            number = (number * 10) + (text[at++] - '0');
        }

        return at > start;
    }

    private static bool TryReadUnit(string text, ref int at, ref int next, out long milliseconds)
    {
        int start = at;
        while (at < text.Length && text[at] is >= 'a' and <= 'z')
        {
            at++;
        }

        string unit = text.Substring(start, at - start);
        while (next < Units.Length && Units[next].Unit != unit)
        {
            next++;
        }

        milliseconds = next < Units.Length ? Units[next++].Milliseconds : 0;
        return milliseconds > 0;
    }
}
