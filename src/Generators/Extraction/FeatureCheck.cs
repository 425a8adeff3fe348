using GenStreams.Generators.Model;

namespace GenStreams.Generators.Extraction;

/// <summary>Turns away what the vocabulary has and the compiler does not build yet, and checks durations.</summary>
internal static class FeatureCheck
{
    private static readonly HashSet<string> WindowedOperators = ["Count", "Reduce", "Aggregate", "Join"];

    private static readonly string[] UnsupportedArguments = ["ForeignKey"];

    private static readonly string[] Durations =
    [
        "Tumbling", "Hopping", "Advance", "Sliding", "Session", "Within", "Before", "After", "Grace", "Retention",
        "interval", "UntilTimeLimit", "HistoryRetention",
    ];

    /// <summary>Whether an operator is built with all that is written on it; reports the first thing that is not.</summary>
    public static bool IsSupported(ExtractionContext context, AttributeArguments arguments, AttributeArguments? window)
    {
        if (window is not null && !WindowedOperators.Contains(arguments.Name))
        {
            context.Problems.Add(DiagnosticIds.WindowNotAllowed, window.Anchor, arguments.Name);
            return false;
        }

        if (!HasValidDurations(context, arguments) || (window is not null && !HasValidDurations(context, window)))
        {
            return false;
        }

        string? argument = UnsupportedArguments.FirstOrDefault(arguments.Has);
        return argument is null || Refuse(context, arguments.AnchorOf(argument), $"{argument} of [{arguments.Name}]");
    }

    private static bool HasValidDurations(ExtractionContext context, AttributeArguments arguments)
    {
        foreach (string name in Durations)
        {
            if (arguments.Text(name) is { } text && arguments.Has(name) && !Duration.TryParse(text, out _))
            {
                context.Problems.Add(DiagnosticIds.InvalidDuration, arguments.AnchorOf(name), text);
                return false;
            }
        }

        return true;
    }

    private static bool Refuse(ExtractionContext context, AnchorId anchor, string feature)
    {
        context.Problems.Add(DiagnosticIds.NotSupportedYet, anchor, feature);
        return false;
    }
}
