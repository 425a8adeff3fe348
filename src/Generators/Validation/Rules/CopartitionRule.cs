using System.Globalization;
using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>The sides of a join, and the inputs of a cogroup, have equal partition counts, where they are known; where not, the runtime checks it at start.</summary>
internal static class CopartitionRule
{
    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        foreach (var node in topology.Nodes)
        {
            if (node is { Output: not null, Operator: AggregateModel aggregate })
            {
                CheckCogroups(topology, node, aggregate, problems);
            }

            if (node is { Output: not null, Operator: JoinModel { KeySelector: null, ForeignKey: null } join }
                && topology.InputOf(node, 0) is { Partitions: > 0 and var left }
                && topology.InputOf(node, 1) is { Partitions: > 0 and var right }
                && left != right)
            {
                Report(problems, join.Member.Inputs[0], left, join.Member.Inputs[1], right);
            }
        }
    }

    private static void CheckCogroups(TypedTopology topology, TypedNode node, AggregateModel aggregate, DiagnosticBag problems)
    {
        int own = topology.InputOf(node, 0)!.Partitions;
        foreach (int input in node.Inputs.Skip(1))
        {
            if (own > 0 && topology.Nodes[input].Output is { Partitions: > 0 and var other } && own != other)
            {
                Report(problems, aggregate.Member.Inputs[0], own, topology.Nodes[input].Operator.Member.Inputs[0], other);
            }
        }
    }

    private static void Report(DiagnosticBag problems, NameRef left, int leftPartitions, NameRef right, int rightPartitions) => problems.Add(
        DiagnosticIds.NotCopartitioned,
        right.Anchor,
        [left.Anchor],
        [],
        left.Name,
        leftPartitions.ToString(CultureInfo.InvariantCulture),
        right.Name,
        rightPartitions.ToString(CultureInfo.InvariantCulture));
}
