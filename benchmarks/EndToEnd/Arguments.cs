using System.Globalization;

namespace GenStreams.EndToEnd;

/// <summary>What was asked for on the command line.</summary>
internal sealed record Arguments(string Command, string Workload, long? Records, string? Bootstrap, string? Group, int Threads, long? Cache, bool ExactlyOnce, string Kafka)
{
    public static Arguments Parse(string[] args)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var plain = new List<string>();
        bool exactlyOnce = false;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--exactly-once":
                    exactlyOnce = true;
                    break;
                case "--bootstrap" or "--group" or "--threads" or "--cache" or "--kafka":
                    named[args[i]] = i + 1 < args.Length ? args[++i] : throw new ArgumentException($"{args[i]} needs a value.");
                    break;
                case var option when option.StartsWith("--", StringComparison.Ordinal):
                    throw new ArgumentException($"There is no option {option}.");
                default:
                    plain.Add(args[i]);
                    break;
            }
        }

        return new(
            plain.Count > 0 ? plain[0] : throw new ArgumentException("A command is missing: run or peer."),
            plain.Count > 1 ? plain[1] : throw new ArgumentException("A workload is missing: map, count, words, enrich or keys."),
            plain.Count > 2 ? Number(plain[2], "RECORDS") : null,
            named.GetValueOrDefault("--bootstrap"),
            named.GetValueOrDefault("--group"),
            named.TryGetValue("--threads", out string? threads) ? (int)Number(threads, "--threads") : 1,
            named.TryGetValue("--cache", out string? cache) ? Number(cache, "--cache") : null,
            exactlyOnce,
            named.GetValueOrDefault("--kafka", Path.Combine("..", "shared", "kafka")));
    }

    private static long Number(string text, string name) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new ArgumentException($"{name} takes a whole number, not '{text}'.");
}
