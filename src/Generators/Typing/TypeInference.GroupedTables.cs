using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

/// <content>Aggregations of grouped tables.</content>
internal sealed partial class TypeInference
{
    /// <summary>A grouped table's old values are taken out again, a stream has none.</summary>
    private bool CheckSubtractor(OperatorModel operation, TypedEdge[] inputs)
    {
        if (operation is not (ReduceModel or AggregateModel))
        {
            return true;
        }

        var subtractor = (operation as ReduceModel)?.Subtractor ?? (operation as AggregateModel)?.Subtractor;
        bool ofTable = inputs[0].Kind == EdgeKind.GroupedTable;
        var member = operation.Member;
        if (ofTable && subtractor is null)
        {
            _problems.Add(DiagnosticIds.MissingSubtractor, member.AttributeAnchor, member.Name, member.Inputs[0].Name);
            return false;
        }

        if (!ofTable && subtractor is not null)
        {
            _problems.Add(DiagnosticIds.NeedlessSubtractor, member.AnchorOf("Subtractor"), member.Name, member.Inputs[0].Name);
            return false;
        }

        return subtractor is null || (CheckRecord(operation, subtractor, inputs[0]) && CheckAggregate(operation, subtractor));
    }

    /// <summary>A group of rows goes with its rows: what a subtractor takes a row out of must be there.</summary>
    private bool CheckRetention(OperatorModel operation, TypedEdge[] inputs)
    {
        if (operation.Rows.Retention is null || inputs.Length == 0 || inputs[0].Kind != EdgeKind.GroupedTable)
        {
            return true;
        }

        _problems.Add(
            DiagnosticIds.NeedlessRetention,
            operation.Member.AnchorOf("Retention"),
            operation.Member.Name,
            "Retention",
            "it aggregates the rows of a table, which are taken out of it when they go",
            "set it on the table that is grouped");
        return false;
    }

    /// <summary>What takes out works on what adds works on.</summary>
    private bool CheckAggregate(OperatorModel operation, MethodModel subtractor)
    {
        var added = AggregateIn(operation.Member.Method!).Type;
        var taken = AggregateIn(subtractor);
        string? problem = taken.Type.Identity != added.Identity ? $"its aggregate must be '{added.Display}', not '{taken.Type.Display}'"
            : subtractor.ResultValue!.Type.Identity != added.Identity
                ? $"it must return '{added.Display}', not '{subtractor.ResultValue.Type.Display}'"
            : null;
        if (problem is not null)
        {
            string allowed = $"{added.Display} M({added.Display} aggregate, [TKey key,] TValue value)";
            _problems.Add(
                DiagnosticIds.MethodSignature, operation.Member.AnchorOf("Subtractor"), subtractor.Name, "Subtractor", problem, allowed);
        }

        return problem is null;
    }

    private static ParameterModel AggregateIn(MethodModel method) =>
        method.Parameters.First(static parameter => parameter.Role == ParameterRole.Aggregate);
}
