using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>A repartition topic is named only where there is one.</summary>
internal static class NeedlessRepartitionRule
{
    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        foreach (var node in topology.Nodes.Where(static n => n.Output is not null))
        {
            if (NameOf(node.Operator) is not null && StateNames.RepartitionOf(topology, node) is null)
            {
                problems.Add(DiagnosticIds.NeedlessRepartition, node.Operator.Member.AnchorOf("Repartition"), node.Name);
            }
        }
    }

    private static string? NameOf(OperatorModel operation) => operation switch
    {
        CountModel count => count.Repartition,
        ReduceModel reduce => reduce.Repartition,
        AggregateModel aggregate => aggregate.Repartition,
        CogroupModel cogroup => cogroup.Repartition,
        ToTableModel table => table.Repartition,
        _ => null,
    };
}
