using GenStreams.Generators.Model;

namespace GenStreams.Generators.Extraction;

/// <content>What is set for stores of all kinds.</content>
internal sealed partial class OperatorReader
{
    private const string Retention = "Retention";
    private const string Persistent = "Persistent";

    private static StoreSettings RowsOf(MemberDraft draft) => draft.Arguments.Has(Retention) || draft.Arguments.Flag(Persistent)
        ? new StoreSettings(Milliseconds(draft, Retention), draft.Arguments.Flag(Persistent))
        : StoreSettings.None;

    /// <summary>Checks what can be said without knowing what the operator reads.</summary>
    private bool CheckRows(MemberDraft draft)
    {
        if (draft.Arguments.Name == "Source" && draft.Property?.Edge.Kind is EdgeKind.Stream or EdgeKind.GlobalTable
            && (draft.Arguments.Has(Retention) ? Retention : draft.Arguments.Flag(Persistent) ? Persistent : null) is { } argument)
        {
            return RefuseRows(draft, argument, $"it is {Describe(draft.Property!.Edge.Kind)}, which has no store of a task", "remove it, or make it a Table");
        }

        if (!draft.Arguments.Has(Retention))
        {
            return true;
        }

        if (Milliseconds(draft, Retention) == 0)
        {
            return RefuseRows(draft, Retention, "for no time at all", "write a duration above zero");
        }

        if (draft.Arguments.Has("HistoryRetention"))
        {
            return RefuseRows(draft, Retention, "it keeps versions, which have a time of their own", "remove Retention or HistoryRetention");
        }

        return draft.Window is null
            || RefuseRows(draft, Retention, "it has windows, which are kept for a time of their own", "set the Retention of its [Window]");
    }

    private bool RefuseRows(MemberDraft draft, string argument, string problem, string remedy)
    {
        context.Problems.Add(DiagnosticIds.NeedlessRetention, draft.Arguments.AnchorOf(argument), draft.Symbol.Name, argument, problem, remedy);
        return false;
    }
}
