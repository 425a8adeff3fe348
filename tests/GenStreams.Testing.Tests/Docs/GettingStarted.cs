using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GenStreams.Testing.Tests.Docs;

[Topology("wordcount")]
public partial class WordCount
{
    [Source("wordcount-input")]
    private partial Stream<string?, string> Lines { get; }

    [FlatMapValues(nameof(Lines))]
    private static void Words(string line, Output<string> words)
    {
        foreach (string word in line.ToLowerInvariant().Split(' '))
        {
            words.Emit(word);
        }
    }

    [SelectKey(nameof(Words))]
    private static string ByWord(string word) => word;

    [Count(nameof(ByWord), Store = "counts"), Sink("wordcount-output")]
    public partial Table<string, long> Counts { get; }
}

public sealed class WordCountTests
{
    [Fact]
    public void Words_are_counted()
    {
        using var driver = new TopologyTestDriver<WordCount>();
        var lines = driver.Input<string?, string>("wordcount-input");
        var counts = driver.Output<string, long>("wordcount-output");

        lines.Pipe("hello kafka");
        lines.Pipe("Hello streams");

        Assert.Equal(("hello", 1L), counts.ReadKeyValue());
        Assert.Equal(("kafka", 1L), counts.ReadKeyValue());
        Assert.Equal(("hello", 2L), counts.ReadKeyValue());
        Assert.True(driver.Topology.Counts.TryGet("streams", out long streams));
        Assert.Equal(1, streams);
    }
}

/// <summary>The program that runs the topology.</summary>
internal static class GettingStartedProgram
{
    public static void Run(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddGenStreams(builder.Configuration.GetSection("GenStreams")).AddTopology<WordCount>();
        builder.Build().Run();
    }

    public static void RunWithoutKafka(string[] args)
    {
        using var broker = new EmbeddedBroker();
        broker.CreateTopic("wordcount-input");
        broker.CreateTopic("wordcount-output");

        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddGenStreams(options => options.BootstrapServers = broker.BootstrapServers).AddTopology<WordCount>();
        builder.Build().Run();
    }
}
