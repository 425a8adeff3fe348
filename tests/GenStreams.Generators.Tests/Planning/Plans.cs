using GenStreams.Generators.Planning;
using GenStreams.Generators.Planning.Plan;
using GenStreams.Generators.Tests.Emission;
using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Planning;

/// <summary>Plans of topologies that are written as users write them.</summary>
internal static class Plans
{
    /// <summary>The plan of a topology with these members.</summary>
    public static TopologyPlan Of(string members) => PlanBuilder.Build(GeneratorRun.Of(GeneratedCode.Topology(members)).Graph());

    /// <summary>A node by name.</summary>
    public static PlanNode Node(this TopologyPlan plan, string name) =>
        plan.SubTopologies.Items.SelectMany(static part => part.Nodes).Single(node => node.Name == name);

    /// <summary>A store by name.</summary>
    public static StorePlan Store(this TopologyPlan plan, string name) =>
        plan.SubTopologies.Items.SelectMany(static part => part.Stores).Single(store => store.Name == name);

    /// <summary>The names of all stores.</summary>
    public static IEnumerable<string> Stores(this TopologyPlan plan) =>
        plan.SubTopologies.Items.SelectMany(static part => part.Stores).Select(static store => store.Name);

    /// <summary>The names of the repartition topics.</summary>
    public static IEnumerable<string> Repartitions(this TopologyPlan plan) => plan.RepartitionTopics.Select(static topic => topic.Topic.Name);

    /// <summary>The sub-topologies: an id and the names of the nodes.</summary>
    public static IEnumerable<string> Parts(this TopologyPlan plan) => plan.SubTopologies
        .Select(static part => (part.Id, Text: $"{part.Id}: {string.Join(", ", part.Nodes.Select(static node => node.Name))}"))
        .Concat(plan.GlobalTables.Select(static table => (table.Id, Text: $"{table.Id}: global {table.Member}")))
        .OrderBy(static part => part.Id)
        .Select(static part => part.Text);

    /// <summary>What a node is called with: the forms of key, value and old value.</summary>
    public static string Lanes(this TopologyPlan plan, string node)
    {
        var lanes = plan.Node(node).In;
        string old = lanes.Old is { } lane ? $", old {lane.Forms}" : "";
        return $"key {lanes.Key.Forms}, value {lanes.Value.Forms}{old}";
    }
}
