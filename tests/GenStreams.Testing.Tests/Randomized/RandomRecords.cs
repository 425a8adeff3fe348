namespace GenStreams.Testing.Tests.Randomized;

/// <summary>Records with late ones, equal times, jumps, and nulls; the same for the same seed.</summary>
internal static class RandomRecords
{
    /// <summary>Makes records.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="keys">How many keys there are.</param>
    /// <param name="disorder">By how many milliseconds a record can come late.</param>
    /// <param name="count">How many records.</param>
    public static IEnumerable<(string? Key, string? Value, long Timestamp)> Of(int seed, int keys, int disorder, int count)
    {
        var random = new Random(seed);
        long now = 0;
        for (int i = 0; i < count; i++)
        {
            now += random.Next(4) switch { 0 => 0, 1 => 1, 2 => random.Next(10), _ => random.Next(100) == 0 ? 1000 : random.Next(30) };
            string? key = random.Next(20) == 0 ? null : new string('k', random.Next(1, 3)) + random.Next(keys);
            string? value = random.Next(20) == 0 ? null : $"v{i}";
            yield return (key, value, Math.Max(0, now - (random.Next(3) == 0 ? random.Next(disorder + 1) : 0)));
        }
    }
}
