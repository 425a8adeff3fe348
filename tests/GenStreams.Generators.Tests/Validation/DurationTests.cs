using GenStreams.Generators.Model;

namespace GenStreams.Generators.Tests.Validation;

public sealed class DurationTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("250ms", 250)]
    [InlineData("5s", 5_000)]
    [InlineData("20m", 1_200_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("7d", 604_800_000)]
    [InlineData("1d2h3m4s5ms", 93_784_005)]
    public void Numbers_with_units_are_durations(string text, long milliseconds)
    {
        Assert.True(Duration.TryParse(text, out long found));
        Assert.Equal(milliseconds, found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("1.5h")]
    [InlineData("5w")]
    [InlineData("5s1m")]
    [InlineData("1m1m")]
    [InlineData("5sec")]
    [InlineData("999999999999999999d")]
    [InlineData("9999999999999999999999999999s")]
    [InlineData("٥s")]
    public void Other_texts_are_none(string text) => Assert.False(Duration.TryParse(text, out _));
}
