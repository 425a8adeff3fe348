using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

/// <summary>Windows close on idle input where the options say so.</summary>
public sealed class IdleStreamTimeTests
{
    [Theory]
    [InlineData("closed")]
    [InlineData("suppressed")]
    public void A_window_closes_though_no_later_record_comes(string topic)
    {
        using var driver = new TopologyTestDriver<Closing>(new() { IdleStreamTime = TimeSpan.FromSeconds(5) });
        var input = driver.Input<string, string>("in");
        var closed = driver.Output<Windowed<string>, long>(topic);
        input.Pipe("a", "1", timestamp: 1000);
        input.Pipe("a", "2", timestamp: 4000);

        driver.AdvanceWallClock(TimeSpan.FromSeconds(7));
        Assert.Empty(closed.ReadAll());
        driver.AdvanceWallClock(TimeSpan.FromSeconds(1));
        Assert.Equal([(new Windowed<string>("a", 0, 10_000), 2L)], closed.ReadAll());

        // A record of the closed window is late now; a later one is not.
        input.Pipe("a", "3", timestamp: 9000);
        input.Pipe("a", "4", timestamp: 13_000);
        driver.AdvanceWallClock(TimeSpan.FromSeconds(30));
        Assert.Equal([(new Windowed<string>("a", 10_000, 20_000), 1L)], closed.ReadAll());
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("suppressed")]
    public void Without_the_option_it_waits_for_a_record(string topic)
    {
        using var driver = new TopologyTestDriver<Closing>();
        driver.Input<string, string>("in").Pipe("a", "1", timestamp: 1000);
        driver.AdvanceWallClock(TimeSpan.FromDays(1));

        Assert.Empty(driver.Output<Windowed<string>, long>(topic).ReadAll());
    }
}
