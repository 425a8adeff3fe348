namespace GenStreams.Samples.Demo;

/// <summary>Trades of the companies of two industries.</summary>
internal sealed class ShareVolumeDemo : TopologyDemo<ShareVolume>
{
    private const int Rounds = 6;

    public override string Name => "share-volume";

    public override string About => "Share volumes by company are a table, which is grouped by industry: the five greatest of each.";

    protected override int Partitions => 2;

    protected override void Write(DemoInput<ShareVolume> input)
    {
        for (int i = 0; i < Rounds; i++)
        {
            for (int company = 0; company < Rounds; company++)
            {
                Trade(input, $"FOOD{company}", "food", (company + 1) * 10, i);
                Trade(input, $"IRON{company}", "metal", (company * company) + i, i);
            }
        }
    }

    protected override void Show(DemoResults<ShareVolume> results, TextWriter output)
    {
        output.WriteLine("The five greatest volumes of each industry:");
        foreach (var industry in results.Of<string, string>("greatest-volumes").GroupBy(record => record.Key).OrderBy(group => group.Key))
        {
            output.WriteLine($"  {industry.Key}: {industry.Last().Value}");
        }
    }

    private static void Trade(DemoInput<ShareVolume> input, string symbol, string industry, int shares, int second) =>
        input.Add("share-trades", symbol, new ShareTrade(symbol, industry, shares), Start.AddSeconds(second));
}
