using System.Text.RegularExpressions;
using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Tests.Docs;

/// <summary>docs/operators.md: every operator is in its table, and its programs compile.</summary>
public sealed partial class OperatorTableTests
{
    private static readonly string Page = Repository.Read("docs", "operators.md");

    private static readonly CSharpCompilation Programs = UserProgram.Compile(
        [.. Program().Matches(Page).Select(static match => match.Groups[1].Value)]);

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (Match row in Row().Matches(Page))
            {
                rows.Add(row.Groups[1].Value, row.Groups[2].Value);
            }

            return rows;
        }
    }

    [Fact]
    public void The_programs_compile_without_a_message()
    {
        var run = GeneratorRun.Of(Programs);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerErrors);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_example_of_a_row_is_a_member_with_the_attribute_of_the_row(string form, string example)
    {
        string[] names = example.Split('.');
        var member = Assert.Single(Programs.GetTypeByMetadataName(names[0])!.GetMembers(names[1]));
        var attributes = member.GetAttributes().Select(static attribute => attribute.AttributeClass!.Name.Replace("Attribute", "", StringComparison.Ordinal));

        Assert.True(
            !form.Contains('[') || attributes.Any(name => form.Contains("[" + name, StringComparison.Ordinal)) || form.StartsWith('`' + "HistoryRetention", StringComparison.Ordinal),
            $"{example} has none of the attributes in {form}.");
    }

    [Fact]
    public void Every_operator_of_the_vocabulary_is_in_the_table()
    {
        var operators = typeof(TopologyAttribute).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(StreamOperatorAttribute)))
            .Select(static type => "[" + type.Name.Replace("Attribute", "", StringComparison.Ordinal));

        Assert.All(operators, name => Assert.Contains(Rows, row => ((string)row[0]).Contains(name, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^```csharp\n(.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Program();

    [GeneratedRegex(@"^\| .+? \| (.+?) \|.*\| `([A-Z]\w+\.\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
