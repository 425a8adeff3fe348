namespace GenStreams.Samples;

/// <summary>The texts that the samples ship, in the public domain.</summary>
public static class SampleTexts
{
    /// <summary>The lines of all texts that are not empty.</summary>
    public static IReadOnlyList<string> Lines()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Texts");
        return [.. Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)];
    }
}
