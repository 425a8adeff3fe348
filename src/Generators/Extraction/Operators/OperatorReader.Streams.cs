using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

internal sealed partial class OperatorReader
{
    private BranchModel? ReadBranch(MemberDraft draft)
    {
        bool isDefault = draft.Arguments.Flag("Default");
        if (isDefault != draft.Symbol is IPropertySymbol)
        {
            context.Problems.Add(
                DiagnosticIds.BranchForm,
                draft.Arguments.Has("Default") ? draft.Arguments.AnchorOf("Default") : draft.Arguments.Anchor,
                draft.Symbol.Name,
                isDefault
                    ? "a default branch has no condition: put it on a partial property"
                    : "a property has no condition: set Default = true, or make it a method");
            return null;
        }

        bool fits = isDefault ? ReadProperty(draft) : ReadMethod(draft, SignatureRule.Predicate);
        return fits ? new BranchModel(draft.ToMember(), isDefault) : null;
    }

    private MergeModel? ReadMerge(MemberDraft draft)
    {
        var names = draft.Arguments.Names("inputs");
        if (names.Any(static name => name.Name is null))
        {
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in draft.Inputs)
        {
            if (!seen.Add(input.Name))
            {
                context.Problems.Add(DiagnosticIds.MergeInputs, input.Anchor, draft.Symbol.Name, $"'{input.Name}' is named twice");
                return null;
            }
        }

        if (seen.Count < 2 && names.Length < 2)
        {
            string problem = seen.Count == 0 ? "it names no input" : "it names one input only";
            context.Problems.Add(DiagnosticIds.MergeInputs, draft.Arguments.Anchor, draft.Symbol.Name, problem);
            return null;
        }

        return ReadProperty(draft) ? new MergeModel(draft.ToMember()) : null;
    }
}
