using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class LogLimitTests
{
    [Fact]
    public async Task One_line_a_second_with_how_many_were_left_out()
    {
        var limit = new LogLimit();
        Assert.True(limit.Allows(out string more));
        Assert.Equal("", more);
        Assert.False(limit.Allows(out _));
        Assert.False(limit.Allows(out _));

        await Task.Delay(TimeSpan.FromMilliseconds(1050));

        Assert.True(limit.Allows(out more));
        Assert.Equal(" (2 more)", more);
    }
}
