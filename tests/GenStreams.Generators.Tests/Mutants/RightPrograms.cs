using System.Text.RegularExpressions;
using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Mutants;

/// <summary>Programs without a mistake, which use all operators: those of the documentation, the samples and the conformance tests.</summary>
internal static partial class RightPrograms
{
    /// <summary>The programs of the documentation: all operators are in them.</summary>
    public static IReadOnlyList<string> Documented { get; } =
    [
        .. Program().Matches(Repository.Read("docs", "operators.md"))
            .Select(static match => match.Groups[1].Value)
            .Where(static text => text.Contains("[Topology", StringComparison.Ordinal))
            .Select(static text => text + Types(text)),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Documented.Concat(Files())];

    /// <summary>The programs of a page stand in one project: a later one uses types of an earlier one.</summary>
    private static string Types(string text) => text.Contains("Purchase purchase", StringComparison.Ordinal) && !text.Contains("record Purchase", StringComparison.Ordinal)
        ? "\npublic record Purchase(string Item, int Amount);"
        : "";

    private static IEnumerable<string> Files() =>
        new[] { ("samples", "Topologies"), ("tests", "GenStreams.Conformance.Tests/Scenarios") }
            .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder.Item1, folder.Item2), "*.cs"))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)
            .Where(static text => text.Contains("[Topology(", StringComparison.Ordinal))
            .Where(static text => Generation.Of(text) is { IsClean: true });

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();
}
