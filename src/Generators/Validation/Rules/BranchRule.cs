using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>A default branch is the last of its input, and the only one.</summary>
internal static class BranchRule
{
    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        var branches = topology.Nodes.Where(static n => n.Operator is BranchModel && n.Inputs.Length == 1).GroupBy(static n => n.Inputs[0]);
        foreach (var ofInput in branches)
        {
            BranchModel? earlier = null;
            foreach (var branch in ofInput.Select(static n => (BranchModel)n.Operator).OrderBy(static b => b.Member.Order))
            {
                if (earlier is not null)
                {
                    problems.Add(
                        DiagnosticIds.DefaultBranch,
                        branch.Member.AttributeAnchor,
                        [earlier.Member.AttributeAnchor],
                        [],
                        branch.Member.Name,
                        earlier.Member.Name);
                }

                earlier = branch.IsDefault ? branch : earlier;
            }
        }
    }
}
