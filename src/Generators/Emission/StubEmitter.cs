using GenStreams.Generators.Model;

namespace GenStreams.Generators.Emission;

/// <summary>
/// Stands in for a topology that does not compile: its members exist and throw, so that the compiler reports the error and nothing that
/// follows from it.
/// </summary>
internal static class StubEmitter
{
    public static string Emit(TopologyModel model)
    {
        var declaration = model.Declaration;
        string contract = TopologyFileEmitter.Interface(declaration);
        return FileSkeleton.Write(declaration, $" : {contract}", writer =>
        {
            foreach (var member in model.Operators)
            {
                if (member.Member.Property is { } property)
                {
                    writer.Line($"{property.Modifiers} {property.Type.Reference} {Identifier.Escape(member.Member.Name)} => {Refusal(declaration)};").Line();
                }
            }

            string self = declaration.Reference;
            string refusal = Refusal(declaration);
            writer.Line($"static {RuntimeTypes.Topologies}TopologyDescriptor {contract}.Descriptor => {refusal};").Line();
            writer.Line($"static {self} {contract}.Create(global::System.IServiceProvider services) => {refusal};").Line();
            writer.Line(
                $"static {RuntimeTypes.TopologyTask} {contract}.CreateTask({self} topology, {RuntimeTypes.TaskContext} context) => {refusal};").Line();
            writer.Line($"void {contract}.Bind({RuntimeTypes.StateQueries} queries) => {refusal};");
        });
    }

    private static string Refusal(TypeDeclaration declaration) =>
        $"throw new global::System.InvalidOperationException({CSharpLiteral.Of($"{declaration.Name} has errors: build it to see them.")})";
}
