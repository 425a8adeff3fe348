using System.Globalization;
using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>The sides of a join have equal partition counts, where they are known; where not, the runtime checks it at start.</summary>
internal static class CopartitionRule
{
    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        foreach (var node in topology.Nodes)
        {
            if (node is { Output: not null, Operator: JoinModel { KeySelector: null, ForeignKey: null } join }
                && topology.InputOf(node, 0) is { Partitions: > 0 and var left }
                && topology.InputOf(node, 1) is { Partitions: > 0 and var right }
                && left != right)
            {
                problems.Add(
                    DiagnosticIds.NotCopartitioned,
                    join.Member.Inputs[1].Anchor,
                    [join.Member.Inputs[0].Anchor],
                    [],
                    join.Member.Inputs[0].Name,
                    left.ToString(CultureInfo.InvariantCulture),
                    join.Member.Inputs[1].Name,
                    right.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
