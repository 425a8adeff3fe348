namespace GenStreams.Kafka.Tests.Topologies;

/// <summary>Counts the records of each key. A value that begins with "block" keeps the thread that processes it.</summary>
[Topology("counting")]
public partial class Counting
{
    public const string Input = "counting-input";
    public const string Output = "counting-output";

    [Source(Input)]
    private partial Stream<string, string> Records { get; }

    [Peek(nameof(Records))]
    private static void Obey(string value)
    {
        if (value == "block once for ever")
        {
            if (Interlocked.Exchange(ref s_blocked, 1) == 0)
            {
                Thread.Sleep(Timeout.Infinite);
            }
        }
        else if (value.StartsWith("block ", StringComparison.Ordinal))
        {
            Thread.Sleep(TimeSpan.FromSeconds(int.Parse(value.AsSpan(6), System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    [Count(nameof(Obey), Store = "totals"), Sink(Output)]
    public partial Table<string, long> Totals { get; }

    private static int s_blocked; // of this process
}
