using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Emission;
using GenStreams.Generators.Emission.Serdes;
using GenStreams.Generators.Extraction;
using GenStreams.Generators.Extraction.Serdes;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Tests.Serdes;

/// <summary>
/// Serdes that are generated for types in C# text, compiled and loaded. Each static property of the class <c>Roots</c> in the text is a
/// case: its type gets a serde, its value is what is written.
/// </summary>
internal sealed class CodecHarness
{
    private readonly Type _host;
    private readonly Type _roots;

    private CodecHarness(Assembly assembly, string generated)
    {
        _host = assembly.GetType("Host")!;
        _roots = assembly.GetType("Roots")!;
        Generated = generated;
    }

    /// <summary>The generated classes.</summary>
    public string Generated { get; }

    public IEnumerable<string> Cases => _roots.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(p => p.Name);

    /// <summary>Compiles a text; everything in it must be serialisable, and the generated code without a warning.</summary>
    public static CodecHarness Compile(string source)
    {
        var compilation = CreateCompilation(source);
        var (catalog, serdes) = Resolve(compilation);
        Assert.All(serdes, s => Assert.Null(s.Serde.Problem));
        string generated = Emit(catalog.Codecs);
        var complete = compilation.AddSyntaxTrees(Parse(HostSource(generated, serdes)));
        using var image = new MemoryStream();
        var result = complete.Emit(image);
        var faults = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults) + "\n" + generated);
        image.Position = 0;
        return new CodecHarness(new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image), generated);
    }

    /// <summary>The serdes of the cases in a text, and the catalog that found them.</summary>
    public static (SerdeCatalog Catalog, List<(string Case, SerdeRef Serde)> Serdes) Resolve(Compilation compilation)
    {
        var catalog = new SerdeCatalog(compilation, compilation.GetTypeByMetadataName("Host")!, new AnchorTableBuilder(), new AliasedAssemblies(compilation));
        var roots = compilation.GetTypeByMetadataName("Roots")!.GetMembers().OfType<IPropertySymbol>();
        return (catalog, [.. roots.Select(p => (p.Name, catalog.Resolve(p.Type, SerdeOverride.Read(p, key: false))))]);
    }

    public static CSharpCompilation CreateCompilation(string source) => CSharpCompilation.Create(
        "Codecs" + Guid.NewGuid().ToString("N"),
        [Parse(source), Parse("public partial class Host { }"), Parse(MessagePackAttributesSource.Text)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "GenStreams.dll"
                || name == "GenStreams.Attributes.dll" || name == "netstandard.dll"))
            .Select(p => MetadataReference.CreateFromFile(p)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static string Emit(EquatableArray<CodecModel> codecs)
    {
        var writer = new SourceWriter();
        CodecEmitter.Emit(writer, codecs);
        return writer.ToString();
    }

    /// <summary>The value of a case.</summary>
    public object? Value(string name) => _roots.GetProperty(name)!.GetValue(null);

    /// <summary>The bytes of a case's value.</summary>
    public byte[] Write(string name) => Write(name, Value(name));

    /// <summary>The bytes of another value of a case's type.</summary>
    public byte[] Write(string name, object? value) => (byte[])Call(nameof(WriteAs), name, value)!;

    /// <summary>Bytes read as a case's type.</summary>
    public object? Read(string name, byte[] data) => Call(nameof(ReadAs), name, data);

    /// <summary>How many bytes writing and reading a case's value allocate in a thousand rounds.</summary>
    public long Allocated(string name) => (long)Call(nameof(AllocatedAs), name, Value(name))!;

    /// <summary>How many bytes checking a case's value allocates in a thousand rounds.</summary>
    public long AllocatedByCheck(string name) => (long)Call(nameof(AllocatedByCheckAs), name, Write(name))!;

    private object? Call(string method, string name, object? argument)
    {
        object serde = _host.GetProperty("Serde" + name)!.GetValue(null)!;
        var type = serde.GetType().GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ISerde<>));
        try
        {
            return typeof(CodecHarness).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments())
                .Invoke(null, [serde, argument]);
        }
        catch (TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    private static byte[] WriteAs<T>(ISerde<T> serde, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        serde.Serialize(value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads, and asserts that the check says before whether that is possible.</summary>
    private static object? ReadAs<T>(ISerde<T> serde, byte[] data)
    {
        var refused = Record.Exception(() => serde.Check(data));
        try
        {
            var value = serde.Deserialize(data);
            Assert.Null(refused);
            return value;
        }
        catch (SerdeException e) when (!e.Message.Contains("fit the stack", StringComparison.Ordinal))
        {
            // A check needs less of the stack than a read.
            Assert.IsType<SerdeException>(refused);
            Assert.Equal(e.Message, refused.Message);
            throw;
        }
    }

    private static long AllocatedAs<T>(ISerde<T> serde, T value)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        long allocated = -1;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                output.ResetWrittenCount();
                serde.Serialize(value, output);
                serde.Deserialize(output.WrittenSpan);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated;
    }

    private static long AllocatedByCheckAs<T>(ISerde<T> serde, byte[] data)
    {
        long allocated = -1;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                serde.Check(data);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated;
    }

    private static string HostSource(string generated, List<(string Case, SerdeRef Serde)> serdes)
    {
        var text = new StringBuilder("#nullable enable\npublic partial class Host\n{\n");
        foreach (var (name, serde) in serdes)
        {
            text.Append(CultureInfo.InvariantCulture, $"    public static object Serde{name} => {serde.Instance};\n");
        }

        return text.Append("\n    private static class GenStreamsSerdes\n    {\n").Append(generated).Append("    }\n}\n").ToString();
    }

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp13));
}
