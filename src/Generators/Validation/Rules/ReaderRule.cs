using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>Every member does something: it is read, written to a topic, can be queried, or has an effect of its own.</summary>
internal static class ReaderRule
{
    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        if (topology.Nodes.IsEmpty)
        {
            problems.Add(DiagnosticIds.EmptyTopology, topology.Model.Anchor, topology.Model.Declaration.Name);
            return;
        }

        var read = new HashSet<int>(topology.Nodes.SelectMany(static n => n.Inputs));
        for (int i = 0; i < topology.Nodes.Length; i++)
        {
            var operation = topology.Nodes[i].Operator;
            if (!read.Contains(i) && operation.Member.Sinks.Count == 0 && !HasEffect(operation) && !IsVisible(topology.Nodes[i]))
            {
                problems.Add(DiagnosticIds.NoReader, operation.Member.Anchor, operation.Member.Name);
            }
            else if (!read.Contains(i) && operation.Member.Sinks.Count == 0 && OwnOutputOf(operation) is { } own)
            {
                problems.Add(
                    DiagnosticIds.UnreadOutput,
                    own.Anchor,
                    operation.Member.Name,
                    own.Name,
                    $"Stream<{own.Emitted!.Key.Type.Display}, {own.Emitted.Value.Type.Display}>");
            }
        }

        var taken = new HashSet<string?>(topology.Nodes
            .SelectMany(static n => n.Operator.Member.Method?.Parameters ?? default)
            .Select(static p => p.Member));
        foreach (var store in topology.Stores)
        {
            if (!taken.Contains(store.Member.Name))
            {
                problems.Add(DiagnosticIds.UnusedStore, store.Member.Anchor, store.Member.Name, store.Member.Property!.Type.Display);
            }
        }
    }

    private static bool HasEffect(OperatorModel operation) => operation is
        ForEachModel or PrintModel or PeekModel or ProcessValuesModel or ProcessModel or PunctuateModel;

    /// <summary>The output that is the method's own stream; null when there is none.</summary>
    private static ParameterModel? OwnOutputOf(OperatorModel operation) => operation is ProcessModel or PunctuateModel
        ? operation.Member.Method!.Parameters.Items.FirstOrDefault(static p => p is { Role: ParameterRole.RecordOutput, Member: null })
        : null;

    /// <summary>Whether a table can be queried: through its property, or by the name that was given to its store.</summary>
    private static bool IsVisible(TypedNode node) =>
        node.Output is { Kind: EdgeKind.Table or EdgeKind.GlobalTable }
        && ((node.Operator.Member.Property is { } property && IsAccessible(property)) || HasNamedStore(node.Operator));

    private static bool HasNamedStore(OperatorModel operation) => operation is
        SourceModel { Store: not null } or CountModel { Store: not null } or ReduceModel { Store: not null }
        or AggregateModel { Store: not null } or ToTableModel { Store: not null } or FilterModel { Store: not null }
        or MapValuesModel { Store: not null } or JoinModel { Store: not null };

    private static bool IsAccessible(PropertyModel property)
    {
        var modifiers = property.Modifiers.Split(' ');
        return modifiers.Contains("public") || modifiers.Contains("internal") || modifiers.Contains("protected");
    }
}
