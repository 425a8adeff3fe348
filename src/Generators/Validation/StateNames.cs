using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation;

/// <summary>The names of stores and internal topics, which come from the user's names only.</summary>
internal static class StateNames
{
    /// <summary>The name of an operator's store; null when it can have none.</summary>
    public static string? StoreOf(OperatorModel operation) => operation switch
    {
        CountModel count => count.Store ?? count.Member.Name,
        ReduceModel reduce => reduce.Store ?? reduce.Member.Name,
        AggregateModel aggregate => aggregate.Store ?? aggregate.Member.Name,
        ToTableModel table => table.Store ?? table.Member.Name,
        SourceModel source when source.Edge.Kind is EdgeKind.Table or EdgeKind.GlobalTable => source.Store ?? source.Member.Name,
        FilterModel filter => filter.Store,
        MapValuesModel map => map.Store,
        SuppressModel suppress => suppress.Store,
        JoinModel { Grace: not null } join => BufferOf(join),
        JoinModel join => join.Store,
        StateStoreModel store => store.Store,
        _ => null,
    };

    /// <summary>The name of the buffer of a join with grace, as Kafka Streams calls it.</summary>
    public static string BufferOf(JoinModel join) => (join.TopicName ?? join.Member.Name) + "-Buffer";

    /// <summary>All stores that an operator has or may get.</summary>
    public static IEnumerable<string> StoresOf(OperatorModel operation)
    {
        if (operation is JoinModel { ForeignKey: not null } join)
        {
            // The result is materialized without a name when its old values are asked for.
            return [join.Store ?? join.Member.Name, ForeignKeyPlanner.StoreOf(join.TopicName ?? join.Member.Name)];
        }

        return operation is JoinModel windowed && StreamJoinNames.StoresOf(windowed).ToList() is { Count: > 0 } names ? names
            : StoreOf(operation) is not { } name ? []
            : operation.Member.Window is { EmitsOnClose: true } ? [name, ProgressStores.NameFor(name)]
            : [name];
    }

    /// <summary>Where the name of an operator's store is written: its argument, or the member that it is named after.</summary>
    public static AnchorId StoreAnchorOf(OperatorModel operation)
    {
        string argument = operation switch
        {
            StateStoreModel => "name",
            SuppressModel or JoinModel { Grace: not null } or JoinModel { Member.Window: not null } => "Name",
            _ => "Store",
        };
        return HasArgument(operation, argument) ? operation.Member.AnchorOf(argument) : operation.Member.Anchor;
    }

    /// <summary>The name, before <c>-repartition</c>, of the topic that a node writes to and reads back; null when it needs none.</summary>
    public static string? RepartitionOf(TypedTopology topology, TypedNode node)
    {
        if (node.Operator is RepartitionModel repartition)
        {
            return repartition.TopicName ?? node.Name;
        }

        if (node.Inputs.Length == 0 || !topology.Nodes[node.Inputs[0]].Facts.HasFlag(NodeFacts.NeedsRepartition))
        {
            return null;
        }

        string? grouping = (topology.Nodes[node.Inputs[0]].Operator as GroupByModel)?.TopicName;
        return node.Operator switch
        {
            CountModel count => count.Repartition ?? grouping ?? StoreOf(count),
            ReduceModel reduce => reduce.Repartition ?? grouping ?? StoreOf(reduce),
            AggregateModel aggregate => aggregate.Repartition ?? grouping ?? StoreOf(aggregate),
            CogroupModel cogroup => cogroup.Repartition ?? grouping ?? cogroup.Member.Name,
            ToTableModel table => table.Repartition ?? StoreOf(table),
            JoinModel { KeySelector: null } join => (join.TopicName ?? node.Name) + "-left",
            _ => null,
        };
    }

    /// <summary>Where the name of a node's repartition topic is written.</summary>
    public static AnchorId RepartitionAnchorOf(OperatorModel operation)
    {
        string argument = operation is RepartitionModel or JoinModel ? "Name" : "Repartition";
        return HasArgument(operation, argument) ? operation.Member.AnchorOf(argument) : StoreAnchorOf(operation);
    }

    private static bool HasArgument(OperatorModel operation, string argument) =>
        operation.Member.Arguments.Any(a => string.Equals(a.Name, argument, StringComparison.OrdinalIgnoreCase));
}
