using GenStreams.Generators.Model;

namespace GenStreams.Generators.Extraction;

/// <summary>Checks what all operators have in common: where a window may be, and durations.</summary>
internal static class ArgumentCheck
{
    private static readonly HashSet<string> WindowedOperators = ["Count", "Reduce", "Aggregate", "Join"];

    private static readonly string[] Durations =
    [
        "Tumbling", "Hopping", "Advance", "Sliding", "Session", "Within", "Before", "After", "Grace", "Retention",
        "interval", "UntilTimeLimit", "HistoryRetention",
    ];

    /// <summary>Whether what is written on an operator is right as far as that can be said of any; reports the first thing that is not.</summary>
    public static bool IsFit(ExtractionContext context, AttributeArguments arguments, AttributeArguments? window)
    {
        if (window is not null && !WindowedOperators.Contains(arguments.Name))
        {
            context.Problems.Add(DiagnosticIds.WindowNotAllowed, window.Anchor, arguments.Name);
            return false;
        }

        return HasValidArguments(context, arguments) && (window is null || HasValidArguments(context, window));
    }

    private static bool HasValidArguments(ExtractionContext context, AttributeArguments arguments)
    {
        if (arguments.Undefined().FirstOrDefault() is not { } name)
        {
            return HasValidDurations(context, arguments);
        }

        context.Problems.Add(DiagnosticIds.UndefinedValue, arguments.AnchorOf(name), name, arguments.TypeOf(name));
        return false;
    }

    private static bool HasValidDurations(ExtractionContext context, AttributeArguments arguments)
    {
        foreach (string name in Durations)
        {
            if (arguments.Text(name) is { } text && !Duration.TryParse(text, out _))
            {
                context.Problems.Add(DiagnosticIds.InvalidDuration, arguments.AnchorOf(name), text);
                return false;
            }
        }

        return true;
    }
}
