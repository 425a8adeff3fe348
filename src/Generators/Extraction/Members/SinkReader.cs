using System.Collections.Immutable;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads <c>[Sink]</c> attributes.</summary>
internal sealed class SinkReader(ExtractionContext context)
{
    /// <summary>Gives the sinks in the order in which they are written.</summary>
    public EquatableArray<SinkModel> Read(ImmutableArray<AttributeData> attributes, out bool isFaulty)
    {
        isFaulty = false;
        var sinks = ImmutableArray.CreateBuilder<SinkModel>();
        var written = attributes
            .Where(static a => KnownNames.Is(a.AttributeClass, KnownNames.Sink))
            .OrderBy(static a => a.ApplicationSyntaxReference?.SyntaxTree.FilePath ?? "", StringComparer.Ordinal)
            .ThenBy(static a => a.ApplicationSyntaxReference?.Span.Start ?? 0);
        foreach (var attribute in written)
        {
            if (Read(new AttributeArguments(attribute, context.Anchors, context.Cancellation)) is { } sink)
            {
                sinks.Add(sink);
            }
            else
            {
                isFaulty = true;
            }
        }

        return sinks.ToImmutable();
    }

    private SinkModel? Read(AttributeArguments arguments)
    {
        if (!arguments.IsBound)
        {
            return null;
        }

        if (arguments.Has("topic") == arguments.Has("TopicSelector"))
        {
            context.Problems.Add(DiagnosticIds.SinkTopic, arguments.AnchorOf(arguments.Has("topic") ? "TopicSelector" : "topic"));
            return null;
        }

        var helpers = new HelperReader(context);
        bool fits = helpers.TryRead(arguments, "TopicSelector", SignatureRule.TopicSelector, out var selector);
        fits &= helpers.TryRead(arguments, "Partitioner", SignatureRule.Partitioner, out var partitioner);
        return fits ? new SinkModel(arguments.Text("topic"), selector, partitioner, arguments.Anchor, arguments.AnchorOf("topic")) : null;
    }
}
