using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

internal sealed partial class TypeInference
{
    private bool CheckWindow(OperatorModel operation, TypedEdge[] inputs)
    {
        // What a join's window needs of its sides is checked with them.
        return operation.Member.Window is null or JoinWindowModel || CheckWindowedInput(operation, inputs[0]);
    }

    /// <summary>A window takes records; a table has rows, which are in no window.</summary>
    private bool CheckWindowedInput(OperatorModel operation, TypedEdge input)
    {
        if (input.Kind is EdgeKind.Stream or EdgeKind.GroupedStream)
        {
            return true;
        }

        var read = operation.Member.Inputs[0];
        string found = "a table, whose rows are in no window";
        _problems.Add(DiagnosticIds.WrongInputKind, read.Anchor, operation.Member.Name, "a stream, since it has a [Window]", read.Name, found);
        return false;
    }

    /// <summary>The table that an aggregation makes of its input, still with the input's values: keys get their windows.</summary>
    private static TypedEdge TableOf(OperatorModel operation, TypedEdge input)
    {
        var table = input.WithKind(EdgeKind.Table);
        return operation.Member.Window is { } window
            ? table.WithKey(WindowedKeys.Of(input.Key, window), input.KeyAnchor) with { Window = window }
            : table;
    }
}
