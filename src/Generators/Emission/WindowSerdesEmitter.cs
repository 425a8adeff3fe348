using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>Writes the serdes of windowed keys: one object for each kind of key and size of window.</summary>
internal static class WindowSerdesEmitter
{
    private const string Types = "global::GenStreams.Serdes.";

    public static void Write(SourceWriter writer, TopologyPlan plan)
    {
        var serdes = plan.SubTopologies.Items
            .SelectMany(part => part.Nodes)
            .SelectMany(node => new[] { node.In.Key, node.Out?.Key })
            .Select(lane => lane?.Type.Serde.Windowed)
            .Concat(plan.SubTopologies.Items.SelectMany(part => part.Stores).Select(store => store.Key.Serde.Windowed))
            .OfType<WindowedSerde>()
            .Distinct()
            .OrderBy(serde => serde.Field, StringComparer.Ordinal)
            .ToList();
        if (serdes.Count == 0)
        {
            return;
        }

        writer.Line(FileSkeleton.GeneratedCode);
        using (writer.Block($"private static class {WindowedSerde.Container}"))
        {
            foreach (var serde in serdes)
            {
                string type = $"{Types}{(serde.Size is null ? "SessionWindowedSerde" : "TimeWindowedSerde")}<{serde.Key}>";
                string size = serde.Size is { } milliseconds ? ", " + CSharpLiteral.Of(milliseconds) : "";
                writer.Line($"internal static readonly {type} {serde.Field} = new({serde.KeySerde}{size});");
            }
        }

        writer.Line();
    }
}
