using System.Reflection;
using GenStreams.Generators.Extraction;
using GenStreams.Generators.Model;
using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Architecture;

/// <summary>Rules of the compiler's build that no compiler checks.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Sources = Path.Combine(Repository.Root, "src", "Generators");

    private static readonly string[] PureFolders = ["Model", "Binding", "Typing", "Graph", "Validation", "Planning", "Emission", "Collections"];

    public static TheoryData<string> PureFiles => [.. PureFolders.SelectMany(static f => FilesOf(Path.Combine(Sources, f)))];

    public static TheoryData<string> AllFiles => [.. FilesOf(Sources).Concat(FilesOf(Path.Combine(Repository.Root, "src", "CodeFixes")))];

    [Theory]
    [MemberData(nameof(PureFiles))]
    public void Behind_extraction_nothing_sees_Roslyn(string file) =>
        Assert.DoesNotContain("Microsoft.CodeAnalysis", File.ReadAllText(Path.Combine(Repository.Root, file)), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(AllFiles))]
    public void No_file_is_longer_than_300_lines(string file) =>
        Assert.InRange(File.ReadLines(Path.Combine(Repository.Root, file)).Count(), 1, 300);

    [Fact]
    public void No_comparer_hides_an_input_and_no_provider_is_slow()
    {
        string text = string.Concat(FilesOf(Sources).Select(static f => File.ReadAllText(Path.Combine(Repository.Root, f))));

        Assert.DoesNotContain("WithComparer(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CreateSyntaxProvider(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CompilationProvider", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_operator_attribute_is_known_to_the_compiler_and_every_name_to_the_vocabulary()
    {
        var types = typeof(TopologyAttribute).Assembly.GetExportedTypes().Concat(typeof(RecordContext).Assembly.GetExportedTypes()).Select(static t => t.Name).ToHashSet(StringComparer.Ordinal);
        var names = typeof(KnownNames).GetFields().Where(static f => f.IsLiteral && f.Name is not ("Namespace" or "TopologyFullName" or "SourceFullName")).Select(static f => (string)f.GetRawConstantValue()!);

        Assert.All(names, n => Assert.Contains(n, types));
    }

    [Fact]
    public void Every_operator_attribute_is_read_or_turned_away()
    {
        string reader = Repository.Read("src", "Generators", "Extraction", "Operators", "OperatorReader.cs") + Repository.Read("src", "Generators", "Extraction", "Attributes", "ArgumentCheck.cs");
        var operators = typeof(StreamOperatorAttribute).Assembly.GetExportedTypes().Where(static t => t.BaseType == typeof(StreamOperatorAttribute));

        Assert.All(operators, o => Assert.Contains($"\"{o.Name[..^"Attribute".Length]}\"", reader, StringComparison.Ordinal));
    }

    /// <summary>Values behind the barrier are compared with each other on every edit: what is not equal by value would run everything again.</summary>
    [Fact]
    public void Everything_reachable_from_the_model_and_what_is_compiled_is_equal_by_value()
    {
        var seen = new HashSet<Type>();
        Visit(typeof(TopologyModel), seen);
        Visit(typeof(CompiledTopology), seen);

        Assert.True(seen.Count > 50);
    }

    [Fact]
    public void No_state_outlives_a_run() => Assert.Empty(
        typeof(TopologyGenerator).Assembly.GetTypes()
            .Where(static t => !t.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(static t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(static f => !f.IsInitOnly && !f.IsLiteral)
            .Select(static f => $"{f.DeclaringType}.{f.Name}"));

    private static void Visit(Type type, HashSet<Type> seen)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || !seen.Add(type))
        {
            return;
        }

        if (type.IsGenericType)
        {
            Assert.Contains(type.GetGenericTypeDefinition().Name, new[] { "EquatableArray`1", "Nullable`1" });
            Visit(type.GetGenericArguments()[0], seen);
            return;
        }

        Assert.True(typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type), $"{type} is not equal by value.");
        Assert.True(type.IsValueType || type.GetMethod("<Clone>$") is not null, $"{type} is no record.");
        foreach (var property in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            Visit(property.FieldType, seen);
        }

        foreach (var derived in type.Assembly.GetTypes().Where(t => t.BaseType == type))
        {
            Assert.True(derived.IsSealed || derived.IsAbstract, $"{derived} could have a subtype that is not equal.");
            Visit(derived, seen);
        }
    }

    private static IEnumerable<string> FilesOf(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Select(static p => Path.GetRelativePath(Repository.Root, p).Replace('\\', '/'))
        .Where(static p => !p.Contains("/obj/", StringComparison.Ordinal) && !p.Contains("/bin/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}
