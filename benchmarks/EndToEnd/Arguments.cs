using System.Globalization;

namespace GenStreams.EndToEnd;

/// <summary>What was asked for on the command line.</summary>
internal sealed record Arguments(
    string Command, string Workload, long? Records, string? Bootstrap, string? Group, int Threads, long? Cache, bool ExactlyOnce, string Kafka,
    long? CommitMilliseconds, int? Standbys, long? RocksDb, int? Readers, IReadOnlyDictionary<string, string?> Settings)
{
    public static Arguments Parse(string[] args)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal);
        var plain = new List<string>();
        bool exactlyOnce = false;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--exactly-once":
                    exactlyOnce = true;
                    break;
                case "--set":
                    string[] setting = i + 1 < args.Length ? args[++i].Split('=', 2) : [];
                    settings.Add(setting.Length == 2 ? setting[0] : throw new ArgumentException("--set takes NAME=VALUE."), setting[1]);
                    break;
                case "--bootstrap" or "--group" or "--threads" or "--cache" or "--kafka" or "--commit" or "--standbys" or "--rocksdb" or "--readers":
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
            plain.Count > 0 ? plain[0] : throw new ArgumentException("A command is missing: run, peer, rebalance, takeover, restart, large or queries."),
            OwnWorkload(plain[0]) ?? (plain.Count > 1 ? plain[1] : throw new ArgumentException("A workload is missing: map, count, words, enrich or keys.")),
            plain.Count > (OwnWorkload(plain[0]) is null ? 2 : 1) ? Number(plain[^1], "RECORDS") : null,
            named.GetValueOrDefault("--bootstrap"),
            named.GetValueOrDefault("--group"),
            named.TryGetValue("--threads", out string? threads) ? (int)Number(threads, "--threads") : 1,
            named.TryGetValue("--cache", out string? cache) ? Number(cache, "--cache") : null,
            exactlyOnce,
            named.GetValueOrDefault("--kafka", Path.Combine("..", "shared", "kafka")),
            named.TryGetValue("--commit", out string? commit) ? Number(commit, "--commit") : null,
            named.TryGetValue("--standbys", out string? standbys) ? (int)Number(standbys, "--standbys") : null,
            named.TryGetValue("--rocksdb", out string? memory) ? Number(memory, "--rocksdb") : null,
            named.TryGetValue("--readers", out string? readers) ? (int)Number(readers, "--readers") : null,
            settings);
    }

    /// <summary>The workload of a command that has only one; null for others.</summary>
    private static string? OwnWorkload(string command) => command switch
    {
        "rebalance" or "takeover" or "large" or "queries" => "count",
        "restart" => "keys",
        _ => null,
    };

    private static long Number(string text, string name) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new ArgumentException($"{name} takes a whole number, not '{text}'.");
}
