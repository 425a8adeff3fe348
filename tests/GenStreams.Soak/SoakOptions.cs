using System.Globalization;

namespace GenStreams.Soak;

/// <summary>What was asked for on the command line.</summary>
internal sealed record SoakOptions(double Minutes, int Seed, bool AtLeastOnce, int Brokers)
{
    public const string Usage = "soak MINUTES [--seed N] [--at-least-once] [--brokers 1|3]";

    public static SoakOptions Parse(string[] arguments)
    {
        var options = new SoakOptions(0, Environment.TickCount & 0xffff, AtLeastOnce: false, Brokers: 1);
        for (int i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--seed" => options with { Seed = int.Parse(Next(ref i), CultureInfo.InvariantCulture) },
                "--at-least-once" => options with { AtLeastOnce = true },
                "--brokers" => options with { Brokers = Next(ref i) is "3" ? 3 : arguments[i] is "1" ? 1 : throw Wrong("--brokers takes 1 or 3.") },
                var minutes when double.TryParse(minutes, CultureInfo.InvariantCulture, out double number) && number > 0 => options with { Minutes = number },
                var other => throw Wrong($"What is '{other}'?"),
            };
        }

        return options.Minutes > 0 ? options : throw Wrong("For how many minutes?");

        string Next(ref int i) => ++i < arguments.Length ? arguments[i] : throw Wrong($"{arguments[i - 1]} needs a value.");
    }

    private static ArgumentException Wrong(string what) => new($"{what} {Usage}");
}
