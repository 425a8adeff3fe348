using GenStreams.Generators.Model;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads how a source gets the times of its records.</summary>
internal sealed class TimestampReader(ExtractionContext context, HelperReader helpers)
{
    /// <summary>Reads the arguments; false when something is wrong, which is reported.</summary>
    /// <param name="arguments">The source's.</param>
    /// <param name="member">The source's name.</param>
    /// <param name="kind">What the topic is read as.</param>
    /// <param name="timestamps">What was read.</param>
    public bool TryRead(AttributeArguments arguments, string member, EdgeKind kind, out TimestampsModel timestamps)
    {
        var policy = (SourceTimestamps)arguments.Number("Timestamps");
        timestamps = new TimestampsModel(policy, Extractor: null);
        string? written = arguments.Has("TimestampExtractor") ? "TimestampExtractor" : arguments.Has("Timestamps") ? "Timestamps" : null;
        if (written is null)
        {
            return true;
        }

        string? problem = kind == EdgeKind.GlobalTable ? "is a global table, whose records have no place in time"
            : written == "TimestampExtractor" && policy == SourceTimestamps.WallClock ? "takes its records' times from the wall clock"
            : null;
        if (problem is not null)
        {
            context.Problems.Add(DiagnosticIds.TimestampArguments, arguments.AnchorOf(written), member, problem, written);
            return false;
        }

        bool fits = helpers.TryRead(arguments, "TimestampExtractor", SignatureRule.TimestampExtractor, out var extractor);
        timestamps = new TimestampsModel(policy, extractor);
        return fits;
    }
}
