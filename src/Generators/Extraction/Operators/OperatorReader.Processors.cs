using GenStreams.Generators.Model;

namespace GenStreams.Generators.Extraction;

internal sealed partial class OperatorReader
{
    private PunctuateModel? ReadPunctuate(MemberDraft draft)
    {
        if (!Duration.TryParse(draft.Arguments.Text("interval") ?? "", out long interval) || interval < 1)
        {
            context.Problems.Add(DiagnosticIds.PunctuationInterval, draft.Arguments.AnchorOf("interval"), draft.Symbol.Name);
            return null;
        }

        var nothing = new EdgeType(EdgeKind.None, context.Lanes.Raw(), context.Lanes.Raw());
        return ReadMethod(draft, SignatureRule.Punctuate)
            ? new PunctuateModel(draft.ToMember(), interval, draft.Arguments.Number("Time") == 1, nothing)
            : null;
    }

    private OutputModel? ReadOutput(MemberDraft draft)
    {
        if (draft.Property is not { } property)
        {
            return null;
        }

        if (property.Edge.Kind is not EdgeKind.Stream)
        {
            context.Problems.Add(
                DiagnosticIds.PropertyType,
                property.TypeAnchor,
                draft.Symbol.Name,
                property.Type.Display,
                "Output",
                $"Stream<{property.Edge.Key.Type.Display}, {property.Edge.Value.Type.Display}>");
            return null;
        }

        return new OutputModel(draft.ToMember());
    }
}
