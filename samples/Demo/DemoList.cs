namespace GenStreams.Samples.Demo;

/// <summary>All demos.</summary>
internal static class DemoList
{
    /// <summary>The one that runs when none is named.</summary>
    public const string Default = "wordcount";

    public static IReadOnlyList<Demo> All { get; } =
    [
        new WordCountDemo(),
        new YellingDemo(),
        new ClickEnrichmentDemo(),
        new GMartDemo(),
        new BeerSalesDemo(),
        new StockPerformanceDemo(),
        new StockTickerDemo(),
        new StockStatisticsDemo(),
        new OrderDeliveriesDemo(),
        new ShareVolumeDemo(),
        new PurchaseSessionsDemo(),
        new InterceptorsDemo(),
    ];
}
