namespace GenStreams.Samples;

/// <summary>Shares of a company that changed hands.</summary>
public sealed record ShareTrade(string Symbol, string Industry, int Shares);

/// <summary>The volumes of an industry's companies, the greatest first.</summary>
public sealed record IndustryVolumes(ShareTrade[] Companies)
{
    /// <summary>No company yet.</summary>
    public static IndustryVolumes None { get; } = new([]);

    /// <summary>With a company more.</summary>
    public IndustryVolumes With(ShareTrade volume) =>
        new([.. Companies.Append(volume).OrderByDescending(company => company.Shares).ThenBy(company => company.Symbol, StringComparer.Ordinal)]);

    /// <summary>Without a company.</summary>
    public IndustryVolumes Without(ShareTrade volume) => new([.. Companies.Where(company => company.Symbol != volume.Symbol)]);
}

/// <summary>
/// The share volume by company, and from that the five greatest of each industry. The volumes are a table, which is grouped: when a
/// company's volume changes, what it was is taken out of its industry before what it is comes in.
/// </summary>
[Topology("share-volume")]
public partial class ShareVolume
{
    private const int Shown = 5;

    [Source("share-trades")] private partial Stream<string, ShareTrade> Trades { get; }

    [GroupBy(nameof(Trades))] private static string BySymbol(ShareTrade trade) => trade.Symbol;

    [Reduce(nameof(BySymbol), Store = "volumes")]
    private static ShareTrade Volume(ShareTrade volume, ShareTrade trade) => volume with { Shares = volume.Shares + trade.Shares };

    [GroupBy(nameof(Volume))] private static (string, ShareTrade) ByIndustry(ShareTrade volume) => (volume.Industry, volume);

    [Aggregate(nameof(ByIndustry), Initializer = nameof(Nothing), Subtractor = nameof(Without), Store = "industries")]
    private static IndustryVolumes Industries(IndustryVolumes industry, ShareTrade volume) => industry.With(volume);

    private static IndustryVolumes Without(IndustryVolumes industry, ShareTrade volume) => industry.Without(volume);

    private static IndustryVolumes Nothing() => IndustryVolumes.None;

    [MapValues(nameof(Industries)), Sink("greatest-volumes")]
    private static string Greatest(IndustryVolumes industry) =>
        string.Join(", ", industry.Companies.Take(Shown).Select(company => $"{company.Symbol} {company.Shares}"));
}
