using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>The partial properties of a topology: tables and stores read through the runtime, in a task a store's is its own, a stream's only declares.</summary>
internal static class PropertyEmitter
{
    public static void Write(SourceWriter writer, TopologyPlan plan)
    {
        foreach (var property in plan.Properties)
        {
            Write(writer, plan, property);
        }
    }

    /// <summary>The field behind a property.</summary>
    public static string FieldOf(string member) => "_genStreamsOf" + member;

    private static void Write(SourceWriter writer, TopologyPlan plan, PropertyPlan plannedProperty)
    {
        var property = plannedProperty.Property;
        string type = property.Type.Reference;
        string field = FieldOf(plannedProperty.Name);
        string head = $"{property.Modifiers} {type} {Identifier.Escape(plannedProperty.Name)}";
        switch (property.Edge.Kind)
        {
            case EdgeKind.Table or EdgeKind.GlobalTable:
                string store = plannedProperty.Store is { } name ? CSharpLiteral.Of(name) : "null";
                string serdes = $"{property.Edge.Key.DeclaredSerde()}, {property.Edge.Value.DeclaredSerde()}";
                writer.Line($"private {type}? {field};").Line();
                writer.Line($"{head} => {field} ??= new({TopologyFileEmitter.HandleField}, {store}, {serdes});").Line();
                break;
            case EdgeKind.Store when IsUsed(plan, plannedProperty):
                writer.Line($"private {type}? {field};").Line();
                string reader = ReaderOf(plan, plannedProperty);
                string readSerdes = $"{property.Edge.Key.DeclaredSerde()}, {property.Edge.Value.DeclaredSerde()}";
                string arguments = $"{TopologyFileEmitter.HandleField}, {CSharpLiteral.Of(plannedProperty.Store!)}, {readSerdes}";
                writer.Line($"{head} => {field} ??= new {reader}({arguments});").Line();
                break;
            case EdgeKind.Store:
                string absent = $"{RuntimeTypes.Topologies}TopologyServices.Store<{type}>(null, {CSharpLiteral.Of(plannedProperty.Name)})";
                writer.Line($"{head} => {absent};").Line();
                break;
            default:
                writer.Line($"{head} => default;").Line();
                break;
        }
    }

    /// <summary>What reads a store from outside of its tasks, whose own objects get the store itself.</summary>
    private static string ReaderOf(TopologyPlan plan, PropertyPlan property)
    {
        bool isVersioned = plan.SubTopologies.Items.SelectMany(part => part.Stores).First(store => store.Name == property.Store).Kind is VersionedKind;
        string types = $"<{property.Property.Edge.Key.Type.Reference}, {property.Property.Edge.Value.Type.Reference}>";
        return (isVersioned ? RuntimeTypes.ReadOnlyVersionedKeyValueStore : RuntimeTypes.ReadOnlyKeyValueStore) + types;
    }

    private static bool IsUsed(TopologyPlan plan, PropertyPlan property) =>
        plan.SubTopologies.Items.SelectMany(part => part.Stores).Any(store => store.Node < 0 && store.Name == property.Store);
}
