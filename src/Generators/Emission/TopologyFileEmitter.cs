using System.Globalization;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>The topology class's own part: what the runtime asks it for, its constants, and the partial properties.</summary>
internal static class TopologyFileEmitter
{
    public static string Emit(TopologyPlan plan)
    {
        var declaration = plan.Model.Declaration;
        return FileSkeleton.Write(declaration, $" : {Interface(declaration)}", writer =>
        {
            WriteConstants(writer, plan);
            writer.Line($"private readonly {RuntimeTypes.TopologyHandle} {HandleField} = new();").Line();
            PropertyEmitter.Write(writer, plan);
            WriteInterface(writer, plan);
            WindowSerdesEmitter.Write(writer, plan);
            DescriptorEmitter.Write(writer, plan);
        });
    }

    /// <summary>What ties the object to the runtime.</summary>
    public const string HandleField = "_genStreamsHandle";

    /// <summary>The interface that the class implements.</summary>
    public static string Interface(TypeDeclaration declaration) => $"{RuntimeTypes.Topologies}ITopology<{declaration.Reference}>";

    /// <summary>The nested task class of a sub-topology.</summary>
    public static string TaskClass(int id) => "GenStreamsTask" + id.ToString(CultureInfo.InvariantCulture);

    private static void WriteConstants(SourceWriter writer, TopologyPlan plan)
    {
        WriteConstant(
            writer,
            plan,
            "Description",
            "The topology as text, in the format of Kafka Streams' <c>Topology.describe()</c>.",
            DescriptionWriter.WriteWithTimes(plan));
        WriteConstant(writer, plan, "Mermaid", "The topology as a Mermaid flowchart.", MermaidWriter.Write(plan));
    }

    private static void WriteConstant(SourceWriter writer, TopologyPlan plan, string name, string summary, string text)
    {
        if (!plan.Model.Constants.Contains(name))
        {
            // The user has a member of this name; the descriptor has the text too.
            return;
        }

        writer.Line($"/// <summary>{summary}</summary>").Line($"public const string {name} =");
        using (writer.Indent())
        {
            string[] lines = text.TrimEnd('\n').Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                writer.Line(CSharpLiteral.Of(lines[i] + "\n") + (i == lines.Length - 1 ? ";" : " +"));
            }
        }

        writer.Line();
    }

    private static void WriteInterface(SourceWriter writer, TopologyPlan plan)
    {
        var declaration = plan.Model.Declaration;
        string self = declaration.Reference;
        string contract = Interface(declaration);
        writer.Template($$"""
            static {{RuntimeTypes.Topologies}}TopologyDescriptor {{contract}}.Descriptor => {{DescriptorEmitter.ClassName}}.Value;

            static {{self}} {{contract}}.Create(global::System.IServiceProvider services) => new({{Arguments(plan.Model)}});

            static {{RuntimeTypes.TopologyTask}} {{contract}}.CreateTask({{self}} topology, {{RuntimeTypes.TaskContext}} context) => context.SubTopology.Id switch
            {
                {{Tasks}}
                _ => throw new global::System.ArgumentOutOfRangeException(nameof(context), "The topology has no such sub-topology."),
            };

            void {{contract}}.Bind({{RuntimeTypes.StateQueries}} queries) => {{HandleField}}.Bind(queries);

            """);

        void Tasks()
        {
            foreach (var part in plan.SubTopologies)
            {
                writer.Line($"{CSharpLiteral.Of(part.Id)} => new {TaskClass(part.Id)}(topology, context),");
            }
        }
    }

    private static string Arguments(TopologyModel model)
    {
        string topology = CSharpLiteral.Of(model.Declaration.Name);
        return string.Join(", ", model.Constructor.Select(service => Argument(service, topology)));
    }

    private static string Argument(ServiceModel service, string topology)
    {
        string key = service.Key is null ? "" : ", key: " + service.Key;
        string type = service.Type.Reference;
        return service.Default is { } otherwise
            ? $"{RuntimeTypes.Topologies}TopologyServices.Optional<{type}>(services, {otherwise}{key})"
            : $"{RuntimeTypes.Topologies}TopologyServices.Required<{type}>(services, {topology}{key})";
    }
}
