using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

internal sealed partial class OperatorReader
{
    /// <summary>A duration, which has been checked; null when it is not written.</summary>
    private static long? Milliseconds(MemberDraft draft, string argument) =>
        draft.Arguments.Text(argument) is { } text && Duration.TryParse(text, out long milliseconds) ? milliseconds : null;

    /// <summary>Checks that only what has a versioned store says how far its history reaches back.</summary>
    private bool CheckHistory(MemberDraft draft, bool hasHistory, string what, string remedy)
    {
        if (hasHistory || !draft.Arguments.Has("HistoryRetention"))
        {
            return true;
        }

        context.Problems.Add(
            DiagnosticIds.NeedlessHistory, draft.Arguments.AnchorOf("HistoryRetention"), draft.Symbol.Name, what, remedy);
        return false;
    }

    private static string Describe(EdgeKind kind) => kind == EdgeKind.GlobalTable ? "a global table" : "a stream";

    /// <summary>Checks that a store has versions when its type says so, and only then.</summary>
    private bool CheckVersions(MemberDraft draft, PropertyModel property)
    {
        bool isVersioned = draft.Symbol is IPropertySymbol { Type: var type } && KnownNames.Is(type, KnownNames.VersionedKeyValueStore);
        string types = $"<{property.Edge.Key.Type.Display}, {property.Edge.Value.Type.Display}>";
        if (isVersioned && !draft.Arguments.Has("HistoryRetention"))
        {
            context.Problems.Add(DiagnosticIds.MissingHistory, draft.Arguments.Anchor, draft.Symbol.Name);
            return false;
        }

        return CheckHistory(draft, isVersioned, $"a KeyValueStore{types}", $"make it a VersionedKeyValueStore{types}");
    }

    private SuppressModel? ReadSuppress(MemberDraft draft)
    {
        var arguments = draft.Arguments;
        bool untilClose = arguments.Flag("UntilWindowCloses");
        if (arguments.Has("UntilTimeLimit") && untilClose)
        {
            return RefuseLimit(draft, "UntilTimeLimit", "has both UntilTimeLimit and UntilWindowCloses", "remove one of them");
        }

        if (!arguments.Has("UntilTimeLimit") && !untilClose)
        {
            return RefuseLimit(
                draft, "UntilWindowCloses", "says nowhere when it emits", "set UntilTimeLimit, or UntilWindowCloses on a windowed table");
        }

        foreach (string limit in (string[])["MaxRecords", "MaxBytes"])
        {
            if (arguments.Has(limit) && arguments.LongNumber(limit) <= 0)
            {
                return RefuseLimit(draft, limit, $"has {limit} below 1", "set 1 or more, or leave it out for no bound");
            }
        }

        bool isBounded = arguments.Has("MaxRecords") || arguments.Has("MaxBytes");
        bool emitsEarly = arguments.Flag("EmitEarlyWhenFull");
        if (emitsEarly && (untilClose || !isBounded))
        {
            return RefuseLimit(
                draft,
                "EmitEarlyWhenFull",
                untilClose ? "emits early, though it is to emit final results only" : "emits early when full, but has no bound",
                untilClose ? "remove it, or set UntilTimeLimit in place of UntilWindowCloses" : "set MaxRecords or MaxBytes");
        }

        return ReadProperty(draft)
            ? new SuppressModel(
                draft.ToMember(),
                (arguments.Text("Name") ?? draft.Symbol.Name) + "-store",
                Milliseconds(draft, "UntilTimeLimit"),
                arguments.Has("MaxRecords") ? arguments.LongNumber("MaxRecords") : null,
                arguments.Has("MaxBytes") ? arguments.LongNumber("MaxBytes") : null,
                emitsEarly)
            : null;
    }

    private SuppressModel? RefuseLimit(MemberDraft draft, string argument, string problem, string remedy)
    {
        context.Problems.Add(DiagnosticIds.SuppressLimit, draft.Arguments.AnchorOf(argument), draft.Symbol.Name, problem, remedy);
        return null;
    }
}
