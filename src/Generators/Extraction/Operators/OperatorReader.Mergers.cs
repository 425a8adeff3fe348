using GenStreams.Generators.Model;

namespace GenStreams.Generators.Extraction;

internal sealed partial class OperatorReader
{
    /// <summary>
    /// Reads what makes one aggregate of two: session windows need it, since a record can join two sessions, and others have no use for it.
    /// </summary>
    private bool ReadMerger(MemberDraft draft, out MethodModel? merger)
    {
        merger = null;
        bool isWritten = draft.Arguments.Has("Merger");
        if (isWritten != draft.Window is SessionWindowModel)
        {
            string id = isWritten ? DiagnosticIds.NeedlessMerger : DiagnosticIds.MissingMerger;
            context.Problems.Add(id, draft.Arguments.AnchorOf("Merger"), draft.Symbol.Name, SignatureRule.Merger.Allowed);
            return false;
        }

        return _helpers.TryRead(draft.Arguments, "Merger", SignatureRule.Merger, out merger)
            && (merger is null || draft.Method is null || CheckMerger(draft, merger, Aggregate(draft.Method).Type));
    }

    private bool CheckMerger(MemberDraft draft, MethodModel merger, TypeRef aggregate)
    {
        var sides = merger.Parameters.Items.Where(static p => p.Role is ParameterRole.Left or ParameterRole.Right);
        var wrong = sides.FirstOrDefault(side => !IsSame(side.Type, aggregate));
        string? problem = wrong is not null ? $"'{wrong.Name}' must be '{aggregate.Display}', not '{wrong.Type.Display}'"
            : !IsSame(merger.Returns!, aggregate) ? $"it must return '{aggregate.Display}', not '{merger.Returns!.Display}'"
            : null;
        if (problem is not null)
        {
            context.Problems.Add(
                DiagnosticIds.MethodSignature, draft.Arguments.AnchorOf("Merger"), merger.Name, "Merger", problem, SignatureRule.Merger.Allowed);
        }

        return problem is null;
    }

    private static bool IsSame(TypeRef type, TypeRef aggregate) =>
        type.Identity == aggregate.Identity && type.IsNullable == aggregate.IsNullable && type.IsSpan == aggregate.IsSpan;
}
