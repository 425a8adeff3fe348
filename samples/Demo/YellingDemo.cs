namespace GenStreams.Samples.Demo;

/// <summary>The yelling application.</summary>
internal sealed class YellingDemo : TopologyDemo<Yelling>
{
    private static readonly string[] Texts = ["hello", "is anybody there", "speak up, please"];

    public override string Name => "yelling";

    public override string About => "Every text becomes upper case: one operator between two topics.";

    protected override void Write(DemoInput<Yelling> input)
    {
        for (int i = 0; i < Texts.Length; i++)
        {
            input.Add<byte[]?, string>("yelling-input", null, Texts[i], Start.AddSeconds(i));
        }
    }

    protected override void Show(DemoResults<Yelling> results, TextWriter output)
    {
        foreach (var (text, (_, yelled, _)) in Texts.Zip(results.Of<byte[], string>("yelling-output")))
        {
            output.WriteLine($"  {text,-20} {yelled}");
        }
    }
}
