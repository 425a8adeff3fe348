using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace GenStreams.Testing.Tests.Docs;

public record Bid(string Item, int Amount);

public record Summary(int Bids, int Lowest);

[Topology("auctions")]
public partial class Auctions
{
    [Source("bids")]
    private partial Stream<string, Bid> Bids { get; }

    [Aggregate(nameof(Bids), Initializer = nameof(NoBids), Store = "summaries"), Sink("summaries")]
    private static Summary Summaries(Summary summary, Bid bid) => new(summary.Bids + 1, Math.Min(summary.Lowest, bid.Amount));

    private static Summary NoBids() => new(Bids: 0, Lowest: int.MaxValue);
}

[Topology("alarms")]
public partial class Alarms
{
    [Source("events", OffsetReset = OffsetReset.Latest)]
    private partial Stream<string, string> Events { get; }

    [Filter(nameof(Events)), Sink("alarms")]
    private static bool Serious(string text) => text.StartsWith("alarm", StringComparison.Ordinal);
}

[Topology("prices")]
public partial class Prices
{
    [Source("orders")]
    private partial Stream<string, int> Orders { get; }

    [MapValues(nameof(Orders)), Sink("priced")]
    private static string Priced(int amount, RecordContext context)
    {
        string currency = context.Headers.TryGetLast("currency", out var value) ? Encoding.UTF8.GetString(value) : "EUR";
        context.Headers.Add("priced-by", "shop"u8);
        return string.Create(CultureInfo.InvariantCulture, $"{amount} {currency}");
    }

    [FlatMap(nameof(Orders)), Sink("copies")]
    private static void Copies(string key, int amount, RecordContext context, Output<string, int> copies)
    {
        var headers = new RecordHeaders();
        foreach (var header in context.Headers)
        {
            if (!header.Name.SequenceEqual("secret"u8))
            {
                headers.Add(header.Name, header.Value, header.ValueIsNull);
            }
        }

        copies.Emit(key, amount, headers);
    }
}

[Topology("stock")]
public partial class Stock
{
    [Source("stock", Store = "stock")]
    public partial Table<string, int> Amounts { get; }

    [Source("scans")]
    private partial Stream<string, int> Scans { get; }

    [Count(nameof(Scans), Store = "scans-by-minute"), Window(Tumbling = "1m", Retention = "1d")]
    public partial WindowedTable<string, long> ByMinute { get; }
}

public sealed class TradeErrors : IDeserializationErrorHandler, IProcessingErrorHandler, IProductionErrorHandler
{
    public ErrorAction Handle(in ErrorContext context) => context.Exception switch
    {
        SerdeException => ErrorAction.DeadLetter("broken-trades"),
        FormatException when context.Member == "Parsed" => ErrorAction.Skip,
        _ => ErrorAction.Fail,
    };

    public ErrorAction HandleSerialization(in ErrorContext context) => ErrorAction.Fail;

    public ErrorAction HandleDelivery(in DeliveryErrorContext context) =>
        context.Code == "MsgSizeTooLarge" ? ErrorAction.Skip : ErrorAction.Fail;
}

[Topology("trades")]
public partial class Trades
{
    [Source("trades")]
    private partial Stream<long, string> Raw { get; }

    [MapValues(nameof(Raw)), Sink("parsed")]
    private static int Parsed(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>What docs/how-to.md shows does what the page says.</summary>
public sealed class HowToTests
{
    [Fact]
    public void An_initializer_gives_the_first_aggregate()
    {
        using var driver = new TopologyTestDriver<Auctions>();

        driver.Input<string, Bid>("bids").Pipe("vase", new Bid("vase", 30));

        Assert.Equal(new Summary(1, 30), driver.Output<string, Summary>("summaries").ReadValue());
    }

    [Fact]
    public void Headers_are_read_added_and_replaced()
    {
        using var driver = new TopologyTestDriver<Prices>();
        var headers = new RecordHeaders();
        headers.Add("currency", "USD"u8);
        headers.Add("secret", "x"u8);

        driver.Input<string, int>("orders").Pipe("a", 3, headers: headers);

        var priced = driver.Output<string, string>("priced").ReadRecord();
        Assert.Equal("3 USD", priced.Value);
        Assert.True(priced.Headers.TryGetLast("priced-by", out var by));
        Assert.Equal("shop"u8, by);
        var copy = driver.Output<string, int>("copies").ReadRecord();
        Assert.True(copy.Headers.TryGetLast("currency", out _));
        Assert.False(copy.Headers.TryGetLast("secret", out _));
    }

    [Fact]
    public void A_change_of_headers_is_seen_by_all_that_is_done_with_the_record_afterwards()
    {
        using var driver = new TopologyTestDriver<Prices>();

        driver.Input<string, int>("orders").Pipe("a", 3);

        Assert.True(driver.Output<string, int>("copies").ReadRecord().Headers.TryGetLast("priced-by", out _));
    }

    [Fact]
    public void Ranges_go_by_the_bytes_of_keys()
    {
        using var driver = new TopologyTestDriver<Stock>();
        driver.Input<string, int>("stock").PipeAll([("apple", 1), ("banana", 2), ("cherry", 3)]);
        var scans = driver.Input<string, int>("scans");
        scans.Pipe("a", 1, timestamp: 0);
        scans.Pipe("a", 1, timestamp: 61_000);
        var topology = driver.Topology;

        Assert.Equal(["apple", "banana"], topology.Amounts.Range("a", "banana").Select(entry => entry.Key));
        Assert.Equal([0L, 60_000L], topology.ByMinute.Fetch("a", from: 0, to: 60_000).Select(entry => entry.Key.Start));
        Assert.Single(topology.ByMinute.FetchAll(from: 60_000, to: 60_000));
        Assert.True(topology.ByMinute.TryGet("a", windowStart: 60_000, out long count));
        Assert.Equal(1, count);
    }

    [Fact]
    public void A_handler_decides()
    {
        using var driver = new TopologyTestDriver<Trades>(new()
        {
            OnDeserializationError = ErrorPolicy.Handler,
            OnProcessingError = ErrorPolicy.Handler,
            OnProductionError = ErrorPolicy.Handler,
            Services = new Services(new TradeErrors()),
        });
        var parsed = driver.Output<long, int>("parsed");

        driver.Input<long, string>("trades").Pipe(1, "no number");
        driver.Input<long, string>("trades").Pipe(2, "7");

        Assert.Equal((2L, 7), parsed.ReadKeyValue());
        Assert.True(parsed.IsEmpty);
    }

    [Fact]
    public void Handlers_are_services()
    {
        var services = new ServiceCollection();

        Register(services);

        Assert.Equal(3, services.Count(service => service.ImplementationType == typeof(TradeErrors)));
    }

    private static void Register(IServiceCollection services)
    {
        services.AddSingleton<IDeserializationErrorHandler, TradeErrors>();
        services.AddSingleton<IProcessingErrorHandler, TradeErrors>();
        services.AddSingleton<IProductionErrorHandler, TradeErrors>();
        services.AddGenStreams(options =>
        {
            options.BootstrapServers = "localhost:9092";
            options.OnDeserializationError = ErrorPolicy.Handler;
            options.OnProcessingError = ErrorPolicy.Handler;
            options.OnProductionError = ErrorPolicy.Handler;
        }).AddTopology<Trades>();
    }
}
