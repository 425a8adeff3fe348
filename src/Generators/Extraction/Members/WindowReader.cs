using GenStreams.Generators.Model;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads <c>[Window]</c>: exactly one kind, the arguments that belong to it, and lengths that make sense.</summary>
internal sealed class WindowReader(ExtractionContext context, AttributeArguments arguments, string member, bool isJoin)
{
    private const string AggregateKinds = "Tumbling, Hopping, Sliding or Session";
    private const string JoinKinds = "Within, or Before and After";

    private static readonly string[] Kinds = ["Tumbling", "Hopping", "Sliding", "Session", "Within", "Before", "After"];

    /// <summary>Gives the window; null when something is wrong, which is reported. Durations have been checked.</summary>
    public WindowModel? Read()
    {
        if (!arguments.IsBound)
        {
            return null;
        }

        var kinds = Kinds.Where(arguments.Has).ToArray();
        bool isBoth = kinds.Length == 2 && kinds[0] == "Before" && kinds[1] == "After";
        string fitting = isJoin ? JoinKinds : AggregateKinds;
        if (kinds.Length == 0)
        {
            return Fail(DiagnosticIds.WindowKind, arguments.Anchor, "no bound", fitting);
        }

        if (kinds.Length > 1 && !isBoth)
        {
            return Fail(DiagnosticIds.WindowKind, arguments.AnchorOf(kinds[1]), $"both {kinds[0]} and {kinds[1]}", fitting);
        }

        if (kinds[0] is "Within" or "Before" or "After" != isJoin)
        {
            return Fail(DiagnosticIds.WindowKind, arguments.AnchorOf(kinds[0]), $"{kinds[0]}, which is for {(isJoin ? "aggregations" : "joins")}", fitting);
        }

        return HasFittingArguments(kinds[0]) && Make(kinds[0]) is { } window && HasFittingRetention(window) ? window : null;
    }

    private bool HasFittingArguments(string kind)
    {
        if (kind == "Hopping" != arguments.Has("Advance"))
        {
            Fail(DiagnosticIds.WindowArgument, arguments.AnchorOf(kind == "Hopping" ? "Hopping" : "Advance"), kind == "Hopping"
                ? "Hopping without Advance: say how far apart its windows start, or make it Tumbling"
                : $"Advance, which is for Hopping, not {kind}: remove it");
            return false;
        }

        if (isJoin && arguments.Has("Emit"))
        {
            Fail(DiagnosticIds.WindowArgument, arguments.AnchorOf("Emit"), "Emit, but a join emits each result when it is found: remove it");
            return false;
        }

        return true;
    }

    private WindowModel? Make(string kind)
    {
        long grace = Milliseconds("Grace");
        long? retention = arguments.Has("Retention") ? Milliseconds("Retention") : null;
        bool onClose = arguments.Number("Emit") == 1;
        long length = Milliseconds(kind);
        switch (kind)
        {
            case "Tumbling" or "Hopping":
                long advance = kind == "Tumbling" ? length : Milliseconds("Advance");
                return length == 0 ? Fail(DiagnosticIds.WindowLength, arguments.AnchorOf(kind), $"{kind} is 0", "a size above 0")
                    : advance == 0 || advance > length ? Fail(DiagnosticIds.WindowLength, arguments.AnchorOf("Advance"), Advance(advance), "an advance of at most the size")
                    : new TimeWindowModel(length, advance, grace, retention, onClose, arguments.Anchor);
            case "Sliding":
                return length == 0 ? Fail(DiagnosticIds.WindowLength, arguments.AnchorOf(kind), "Sliding is 0", "a difference above 0")
                    : new SlidingWindowModel(length, grace, retention, onClose, arguments.Anchor);
            case "Session":
                return length == 0 ? Fail(DiagnosticIds.WindowLength, arguments.AnchorOf(kind), "Session is 0", "a gap above 0")
                    : new SessionWindowModel(length, grace, retention, onClose, arguments.Anchor);
            case "Within":
                return new JoinWindowModel(length, length, grace, retention, arguments.Anchor);
            default:
                return new JoinWindowModel(Milliseconds("Before"), Milliseconds("After"), grace, retention, arguments.Anchor);
        }
    }

    private static string Advance(long advance) => advance == 0 ? "Advance is 0" : "Advance is greater than Hopping, so that records fall between windows";

    /// <summary>A window must be kept for as long as it takes records.</summary>
    private bool HasFittingRetention(WindowModel window)
    {
        long least = window.Grace + window switch
        {
            TimeWindowModel time => time.Size,
            SlidingWindowModel sliding => 2 * sliding.Difference,
            SessionWindowModel session => session.Gap,
            JoinWindowModel join => join.Before + join.After,
            _ => 0,
        };
        if (window.Retention is not { } retention || retention >= least)
        {
            return true;
        }

        Fail(DiagnosticIds.WindowLength, arguments.AnchorOf("Retention"), "Retention is less than the window can change", $"{Duration.ToText(least)} or more");
        return false;
    }

    private long Milliseconds(string argument) =>
        arguments.Text(argument) is { } text && Duration.TryParse(text, out long milliseconds) ? milliseconds : 0;

    private WindowModel? Fail(string id, AnchorId anchor, params string[] texts)
    {
        context.Problems.Add(id, anchor, [member, .. texts]);
        return null;
    }
}
