using System.Collections.Immutable;
using System.Globalization;
using GenStreams.Generators.Emission.Serdes;
using GenStreams.Generators.Emission.Tasks;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>Prints plans as C#. It decides nothing: a file is a function of its plan.</summary>
internal static class TopologyEmitter
{
    /// <summary>The files of a topology; one for each sub-topology, so that a change re-emits what it touches.</summary>
    public static ImmutableArray<FilePlan> Files(TopologyPlan plan)
    {
        var declaration = plan.Model.Declaration;
        var files = ImmutableArray.CreateBuilder<FilePlan>();
        files.Add(new TopologyFile(Hint(declaration, "Topology"), plan));
        foreach (var part in plan.SubTopologies)
        {
            files.Add(new TaskFile(Hint(declaration, "Task" + part.Id.ToString(CultureInfo.InvariantCulture)), declaration, part));
        }

        if (plan.Model.Codecs.Count > 0)
        {
            files.Add(new SerdesFile(Hint(declaration, "Serdes"), declaration, plan.Model.Codecs));
        }

        return files.ToImmutable();
    }

    /// <summary>The text of a file.</summary>
    public static string Emit(FilePlan file, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return file switch
        {
            TopologyFile topology => TopologyFileEmitter.Emit(topology.Plan),
            TaskFile task => FileSkeleton.Write(
                task.Declaration, "", writer => TaskEmitter.Emit(writer, task.Declaration, task.Plan, cancellation)),
            SerdesFile serdes => FileSkeleton.Write(serdes.Declaration, "", writer => WriteSerdes(writer, serdes)),
            _ => throw new InvalidOperationException($"{file.GetType().Name} has no emitter."),
        };
    }

    private static void WriteSerdes(SourceWriter writer, SerdesFile serdes)
    {
        writer.Line(FileSkeleton.GeneratedCode);
        using (writer.Block("private static class GenStreamsSerdes"))
        {
            CodecEmitter.Emit(writer, serdes.Codecs);
        }
    }

    private static string Hint(TypeDeclaration declaration, string part) => $"{declaration.MetadataName}.{part}.g.cs";
}
