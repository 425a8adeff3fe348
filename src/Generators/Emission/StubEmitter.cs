using GenStreams.Generators.Model;

namespace GenStreams.Generators.Emission;

/// <summary>Writes what stands in for a topology that does not compile, so that its own errors are the only ones.</summary>
internal static class StubEmitter
{
    private const string Throw = "throw new global::System.InvalidOperationException(\"The topology did not compile.\");";

    public static string HintName(StubModel stub) => stub.Declaration.MetadataName + ".Stub.g.cs";

    public static string Emit(StubModel stub)
    {
        string contract = stub.HasContract ? $" : {TopologyFileEmitter.Interface(stub.Declaration)}" : "";
        return FileSkeleton.Write(stub.Declaration, contract, writer =>
        {
            foreach (string constant in stub.Constants)
            {
                writer.Line($"public const string {constant} = \"\";");
            }

            foreach (var property in stub.Properties)
            {
                writer.Line(property.Setter is null
                    ? $"{property.Declaration} => {Throw}"
                    : $"{property.Declaration} {{ get => {Throw} {property.Setter} => {Throw} }}");
            }

            if (stub.HasContract)
            {
                WriteContract(writer, stub.Declaration);
            }
        });
    }

    private static void WriteContract(SourceWriter writer, TypeDeclaration declaration)
    {
        string self = declaration.Reference;
        string contract = TopologyFileEmitter.Interface(declaration);
        writer.Template($$"""
            static {{RuntimeTypes.Topologies}}TopologyDescriptor {{contract}}.Descriptor => {{Throw}}
            static {{self}} {{contract}}.Create(global::System.IServiceProvider services) => {{Throw}}
            static {{RuntimeTypes.TopologyTask}} {{contract}}.CreateTask({{self}} topology, {{RuntimeTypes.TaskContext}} context) => {{Throw}}
            void {{contract}}.Bind({{RuntimeTypes.StateQueries}} queries) => {{Throw}}
            """);
    }
}
