using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

internal sealed partial class TypeInference
{
    /// <summary>Nothing comes out of a cogroup itself: what it makes leaves from the aggregate that it goes into.</summary>
    private TypedEdge? CogroupOf(CogroupModel cogroup, TypedEdge input)
    {
        var method = cogroup.Member.Method!;
        return CheckRecord(cogroup, method, input) ? input.WithKind(EdgeKind.None).WithValue(method.ResultValue!, method.ResultAnchor) : null;
    }

    /// <summary>Checks what goes into an aggregate against it.</summary>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="cogroups">The cogroups that go into it.</param>
    /// <param name="inputs">What it reads itself, then what the cogroups give.</param>
    /// <param name="table">What comes out of it.</param>
    private bool CheckCogroups(AggregateModel aggregate, CogroupModel[] cogroups, TypedEdge[] inputs, TypedEdge table)
    {
        bool fits = true;
        for (int i = 0; i < cogroups.Length && fits; i++)
        {
            var cogroup = cogroups[i];
            var method = cogroup.Member.Method!;
            var parameter = method.Parameters.First(static p => p.Role == ParameterRole.Aggregate);
            fits = CheckCogroupTarget(aggregate, cogroup, inputs[0])
                && CheckCogroupEmit(aggregate, cogroup)
                && CheckCogroupKeys(aggregate, cogroup, inputs[0], inputs[i + 1])
                && CheckParameter(method, parameter, "values", table.Value, table.ValueAnchor, aggregate.Member.Name);
        }

        return fits;
    }

    private bool CheckCogroupTarget(AggregateModel aggregate, CogroupModel cogroup, TypedEdge first)
    {
        if (first.Kind != EdgeKind.GroupedTable)
        {
            return true;
        }

        _problems.Add(
            DiagnosticIds.CogroupTarget, cogroup.Into.Anchor, cogroup.Member.Name, aggregate.Member.Name, "an [Aggregate] of a grouped table");
        return false;
    }

    /// <summary>Each input has a stream time of its own, so none can say when a window is final.</summary>
    private bool CheckCogroupEmit(AggregateModel aggregate, CogroupModel cogroup)
    {
        if (aggregate.Member.Window is not { EmitsOnClose: true } window)
        {
            return true;
        }

        _problems.Add(DiagnosticIds.CogroupOnClose, cogroup.Into.Anchor, [window.Anchor], [], cogroup.Member.Name, aggregate.Member.Name);
        return false;
    }

    private bool CheckCogroupKeys(AggregateModel aggregate, CogroupModel cogroup, TypedEdge first, TypedEdge other)
    {
        if (first.Key.Type.Identity == other.Key.Type.Identity || first.Key.Type.IsRaw || other.Key.Type.IsRaw)
        {
            return true;
        }

        var read = cogroup.Member.Inputs[0];
        _problems.Add(
            DiagnosticIds.EdgeType,
            read.Anchor,
            [first.KeyAnchor, other.KeyAnchor],
            [],
            cogroup.Member.Name,
            $"'{first.Key.Type.Display}' keys, as '{aggregate.Member.Inputs[0].Name}' has them",
            "keys",
            read.Name,
            other.Key.Type.Display);
        return false;
    }
}
