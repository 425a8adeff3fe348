using System.Globalization;
using GenStreams.Generators.Emission;
using GenStreams.Generators.Planning;
using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Emission;

/// <summary>The text does not depend on the culture of the machine that compiles.</summary>
public class CultureTests
{
    private const string Members = """
        [Source("in")] private partial Stream<string, int> In { get; }
        [Source("INFO", Store = "INFO")] private partial Table<string, string> Info { get; }
        [SelectKey(nameof(In))] private static string InIts(int value) => "";
        [Repartition(nameof(InIts), Name = "i-I", Partitions = 12)] private partial Stream<string, int> Spread { get; }
        [Join(nameof(Spread), nameof(Info))] private static string Joined(int value, string info) => info;
        [Count(nameof(Joined), Store = "I"), Sink("out")] public partial Table<string, long> Counts { get; }
        """;

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    public void The_same_text_comes_out(string culture)
    {

        var graph = GeneratorRun.Of(GeneratedCode.Topology(Members)).Graph();
        Assert.Equal(In("en-US", Emit), In(culture, Emit));

        string Emit() => string.Join("\n", TopologyEmitter.Files(PlanBuilder.Build(graph)).Select(static file => TopologyEmitter.Emit(file, default)));
    }

    [Fact]
    public void Cancelling_ends_emission()
    {
        var files = TopologyEmitter.Files(PlanBuilder.Build(GeneratorRun.Of(GeneratedCode.Topology(Members)).Graph()));
        Assert.Throws<OperationCanceledException>(() => TopologyEmitter.Emit(files[0], new CancellationToken(canceled: true)));
    }

    private static string In(string culture, Func<string> emit)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Culture(culture);
            return emit();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The culture; where the machine knows no cultures, one with its signs.</summary>
    private static CultureInfo Culture(string name)
    {
        try
        {
            return new CultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NegativeSign = "\u2212";
            culture.NumberFormat.NumberDecimalSeparator = ",";
            return culture;
        }
    }
}
