using GenStreams.Testing;

namespace GenStreams.Samples.Tests;

public sealed class YellingTests
{
    [Fact]
    public void Texts_become_upper_case_and_keep_their_keys()
    {
        using var driver = new TopologyTestDriver<Yelling>();
        driver.Input<string, string>("yelling-input").Pipe("k", "be quiet");

        Assert.Equal(("k", "BE QUIET"), driver.Output<string, string>("yelling-output").ReadKeyValue());
    }
}
