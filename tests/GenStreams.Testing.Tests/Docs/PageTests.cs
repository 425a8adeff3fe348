using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GenStreams.Testing.Tests.Docs;

/// <summary>What the pages show as C# stands in the file of the same name in this folder, where it is compiled and tested.</summary>
public sealed partial class PageTests
{
    [Theory]
    [InlineData("getting-started.md", "GettingStarted.cs")]
    [InlineData("how-to.md", "HowTo.cs")]
    [InlineData("not-like-kafka-streams.md", "NotLikeKafkaStreams.cs")]
    public void The_code_of_a_page_is_compiled(string page, string file)
    {
        string text = File.ReadAllText(Path.Combine(Folder(), "..", "..", "..", "docs", page));
        string source = Normalized(File.ReadAllText(Path.Combine(Folder(), file)));

        Assert.All(Code().Matches(text), block => Assert.Contains(Normalized(block.Groups[1].Value), source, StringComparison.Ordinal));
    }

    /// <summary>Without indentation, empty lines and what a page need not repeat.</summary>
    private static string Normalized(string code) => string.Join(
        '\n',
        code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("using GenStreams", StringComparison.Ordinal)));

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^```csharp\n(.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
