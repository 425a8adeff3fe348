using System.Globalization;

namespace GenStreams.Soak.Application;

/// <summary>What was counted so far, as text: how many ids, their sum, and the last one.</summary>
internal static class Tally
{
    public static string Add(string tally, string id)
    {
        var (count, sum) = Read(tally);
        return Write(count + 1, sum + long.Parse(id, CultureInfo.InvariantCulture), id);
    }

    public static string Merge(string left, string right)
    {
        var (leftCount, leftSum) = Read(left);
        var (rightCount, rightSum) = Read(right);
        return Write(leftCount + rightCount, leftSum + rightSum, "0");
    }

    private static (long Count, long Sum) Read(string tally)
    {
        if (tally.Length == 0)
        {
            return (0, 0);
        }

        string[] parts = tally.Split(' ');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static string Write(long count, long sum, string id) => string.Create(CultureInfo.InvariantCulture, $"{count} {sum} {id}");
}
