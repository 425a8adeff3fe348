using GenStreams.Samples.Demo;

namespace GenStreams.Samples.Tests;

/// <summary>Every demo runs to its end on the embedded broker and shows what it is about.</summary>
public sealed class DemoTests
{
    /// <summary>A line that only a right result has, by demo.</summary>
    private static readonly Dictionary<string, string> Telling = new(StringComparer.Ordinal)
    {
        ["wordcount"] = "53,212 of 53,212 words",
        ["clicks"] = "searched for: longboard",
        ["gmart"] = "anna: espresso and charger, 22.70 in all",
        ["yelling"] = "SPEAK UP, PLEASE",
        ["beer-sales"] = "Dublin   4 x stout       91.56 USD",
        ["stock-performance"] = "RISE  30 transactions, price 79.00",
        ["stock-ticker"] = "The stream has handed on 15 events, the table 3 changes:",
        ["stock-statistics"] = "ABC      3 s to   8 s     5     13.00    15.00",
        ["order-deliveries"] = "bolt         120         70    50",
        ["share-volume"] = "metal: IRON5 165, IRON4 111, IRON3 69, IRON2 39, IRON1 21",
        ["purchase-sessions"] = "Anna   Confluent            3 purchases in 15 s",
        ["interceptors"] = "sent 1000 records, 5000 bytes; 1000 acknowledged",
    };

    public static TheoryData<string> Demos => [.. DemoList.All.Select(static demo => demo.Name)];

    [Fact]
    public void Every_demo_has_a_name_of_its_own_and_is_tested() =>
        Assert.Equal(Telling.Keys.Order(StringComparer.Ordinal), DemoList.All.Select(static demo => demo.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Demos))]
    public async Task A_demo_ends_by_itself_and_shows_its_result(string name)
    {
        var demo = DemoList.All.Single(demo => demo.Name == name);
        using var output = new StringWriter();

        int code = await demo.RunAsync(bootstrapServers: null, output).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.True(code == 0, output.ToString());
        Assert.Contains(Telling[name], output.ToString(), StringComparison.Ordinal);
    }
}
