using System.Globalization;

namespace GenStreams.Fuzzing;

/// <summary>How much is tried: a little in the tests, as much as one likes with <c>./build.sh fuzz</c>.</summary>
internal static class FuzzSettings
{
    /// <summary>With which input it begins.</summary>
    public static int Seed => Setting("GENSTREAMS_SEED", 1);

    /// <summary>How many inputs.</summary>
    /// <param name="usual">How many in the tests.</param>
    public static int Inputs(int usual) => Setting("GENSTREAMS_FUZZ", usual);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
