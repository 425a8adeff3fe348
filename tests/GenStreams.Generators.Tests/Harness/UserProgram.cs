using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Tests.Harness;

/// <summary>Programs of users, compiled against the framework and the real vocabulary and runtime.</summary>
internal static class UserProgram
{
    /// <summary>The newest version that this compiler knows: C# 14 under its working name.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using GenStreams;
        """;

    public static CSharpCompilation Compile(params string[] sources) => Compile(ParseOptions, sources);

    public static CSharpCompilation Compile(CSharpParseOptions options, params string[] sources) => CSharpCompilation.Create(
        "UserProgram",
        [.. sources.Prepend(Usings).Select((s, i) => Parse(s, $"File{i}.cs", options))],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    public static SyntaxTree Parse(string source, string path = "File.cs", CSharpParseOptions? options = null) =>
        CSharpSyntaxTree.ParseText(source, options ?? ParseOptions, path);

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"));
        return
        [
            .. framework
                .Append(typeof(TopologyAttribute).Assembly.Location)
                .Append(typeof(Queries.TopologyHandle).Assembly.Location)
                .Select(static p => MetadataReference.CreateFromFile(p)),
        ];
    }
}
