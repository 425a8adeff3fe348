using System.Globalization;
using System.Text;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>The topology as a Mermaid flowchart: topics, sub-topologies with their nodes, stores.</summary>
internal sealed class MermaidWriter
{
    private readonly StringBuilder _text = new("flowchart TD\n");
    private readonly Dictionary<(string Kind, string Name), string> _ids = [];
    private readonly List<string> _edges = [];

    public static string Write(TopologyPlan plan)
    {
        var writer = new MermaidWriter();
        foreach (var part in plan.SubTopologies)
        {
            writer.Add(part);
        }

        foreach (var table in plan.GlobalTables)
        {
            writer.Add(table);
        }

        foreach (string edge in writer._edges)
        {
            writer._text.Append("    ").Append(edge).Append('\n');
        }

        return writer._text.ToString();
    }

    private void Add(SubTopologyPlan part)
    {
        var nodes = DescribedNode.Of(part).Where(node => !node.IsSink).ToList();
        var lines = new List<string>();
        foreach (var node in nodes)
        {
            lines.Add($"{Id("node", node.Name)}[\"{Text(node.Name)}\"]");
            AddEdges(node, lines);
        }

        string number = part.Id.ToString(CultureInfo.InvariantCulture);
        Group("sub" + number, "Sub-topology " + number, lines);
    }

    private void AddEdges(DescribedNode node, List<string> lines)
    {
        string id = Id("node", node.Name);
        if (node.Topic is { } read)
        {
            _edges.Add($"{Topic(read)} --> {id}");
        }

        foreach (string store in node.Stores)
        {
            string line = $"{Id("store", store)}[(\"{Text(store)}\")]";
            if (!lines.Contains(line))
            {
                lines.Add(line);
            }

            _edges.Add($"{id} --- {Id("store", store)}");
        }

        foreach (var successor in node.Successors)
        {
            _edges.Add(!successor.IsSink ? $"{id} --> {Id("node", successor.Name)}"
                : $"{id} --> {(successor.Topic is { } written ? Topic(written) : Chosen(successor.Name))}");
        }
    }

    private void Add(GlobalTablePlan table)
    {
        string number = table.Id.ToString(CultureInfo.InvariantCulture);
        Group("sub" + number, $"Sub-topology {number}: global table", [$"{Id("store", table.Store)}[(\"{Text(table.Store)}\")]"]);
        _edges.Add($"{Topic(table.Topic.Name)} --> {Id("store", table.Store)}");
    }

    private void Group(string id, string title, List<string> lines)
    {
        _text.Append("    subgraph ").Append(id).Append("[\"").Append(title).Append("\"]\n");
        foreach (string line in lines)
        {
            _text.Append("        ").Append(line).Append('\n');
        }

        _text.Append("    end\n");
    }

    private string Topic(string name) => $"{Id("topic", name)}{{{{\"{Text(name)}\"}}}}";

    private string Chosen(string name) => $"{Id("chosen", name)}{{{{\"a topic for each record\"}}}}";

    /// <summary>Mermaid's ids are short, since names may have characters in them that mean something there.</summary>
    private string Id(string kind, string name)
    {
        if (!_ids.TryGetValue((kind, name), out string? id))
        {
            id = kind.Substring(0, 1) + _ids.Count.ToString(CultureInfo.InvariantCulture);
            _ids.Add((kind, name), id);
        }

        return id;
    }

    private static string Text(string name) => name.Replace("\"", "&quot;");
}
