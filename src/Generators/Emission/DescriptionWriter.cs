using System.Globalization;
using System.Text;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>The topology in the format of Kafka Streams' <c>Topology.describe()</c>.</summary>
internal static class DescriptionWriter
{
    /// <summary>With the times of its stores at the end.</summary>
    public static string WriteWithTimes(TopologyPlan plan) => Write(plan) + StoreTimesWriter.Write(plan);

    public static string Write(TopologyPlan plan)
    {
        var text = new StringBuilder("Topologies:\n ");
        var parts = plan.SubTopologies.Select(part => (part.Id, Text: SubTopology(part)))
            .Concat(plan.GlobalTables.Select(table => (table.Id, Text: GlobalTable(table))));
        foreach (var part in parts.OrderBy(part => part.Id))
        {
            text.Append("  ").Append(part.Text);
        }

        return text.ToString();
    }

    private static string SubTopology(SubTopologyPlan part)
    {
        var nodes = DescribedNode.Of(part);
        var text = new StringBuilder("Sub-topology: ").Append(Number(part.Id)).Append('\n');
        foreach (var node in nodes.OrderBy(node => node, DescribedNode.Order))
        {
            text.Append("    ").Append(node.Head).Append('\n');
            if (!node.IsSink)
            {
                text.Append("      --> ").Append(Names(node.Successors)).Append('\n');
            }

            if (!node.IsSource)
            {
                text.Append("      <-- ").Append(Names(node.Predecessors)).Append('\n');
            }
        }

        return text.Append('\n').ToString();
    }

    private static string GlobalTable(GlobalTablePlan table) =>
        $"""
        Sub-topology: {Number(table.Id)} for global store (will not generate tasks)
            Source: {table.Member}-source (topics: [{table.Topic.Name}])
              --> {table.Member}
            Processor: {table.Member} (stores: [{table.Store}])
              --> none
              <-- {table.Member}-source

        """.Replace("\r\n", "\n");

    private static string Names(List<DescribedNode> nodes) =>
        nodes.Count == 0 ? "none" : string.Join(", ", nodes.OrderBy(node => node, DescribedNode.Order).Select(node => node.Name));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
