using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

internal sealed partial class TypeInference
{
    private TypedEdge? JoinOf(JoinModel join, TypedEdge left, TypedEdge right)
    {
        if (!CheckGrace(join, left, right)
            || !CheckSides(join, left, right)
            || !CheckJoinWindow(join, left, right)
            || !CheckArguments(join, left, right))
        {
            return null;
        }

        bool fits = join.ForeignKey is not null ? CheckForeignKey(join, left, right)
            : right.Kind == EdgeKind.GlobalTable ? CheckSelector(join, join.KeySelector!, "KeySelector", left, right)
            : CheckKeys(join, left, right);
        fits &= CheckMethod(join, left, right);
        var method = join.Member.Method!;
        return fits ? left.WithValue(method.ResultValue!, method.ResultAnchor) : null;
    }

    private bool CheckSides(JoinModel join, TypedEdge left, TypedEdge right)
    {
        if (left.Kind == EdgeKind.Table && right.Kind != EdgeKind.Table)
        {
            var input = join.Member.Inputs[0];
            string found = "a table: put the stream on the left";
            _problems.Add(DiagnosticIds.WrongInputKind, input.Anchor, join.Member.Name, InputKinds.Expected(join), input.Name, found);
            return false;
        }

        return true;
    }

    private bool CheckArguments(JoinModel join, TypedEdge left, TypedEdge right)
    {
        bool ofTables = left.Kind == EdgeKind.Table;
        if (!ofTables && right.Kind != EdgeKind.Stream && join.Kind is not (JoinKind.Inner or JoinKind.Left))
        {
            _problems.Add(DiagnosticIds.JoinKind, join.Member.AnchorOf("Kind"), join.Member.Name);
            return false;
        }

        if (!ofTables && join.Store is not null)
        {
            _problems.Add(DiagnosticIds.NeedlessStore, join.Member.AnchorOf("Store"), join.Member.Name);
            return false;
        }

        if (right.Kind == EdgeKind.GlobalTable && join.KeySelector is null)
        {
            _problems.Add(DiagnosticIds.MissingKeySelector, join.Member.AttributeAnchor, join.Member.Name, join.Member.Inputs[1].Name);
            return false;
        }

        if (right.Kind != EdgeKind.GlobalTable && join.KeySelector is not null)
        {
            _problems.Add(
                DiagnosticIds.NeedlessKeySelector, join.Member.AnchorOf("KeySelector"), join.Member.Name, join.Member.Inputs[1].Name);
            return false;
        }

        if (!ofTables && join.ForeignKey is not null)
        {
            _problems.Add(DiagnosticIds.NeedlessForeignKey, join.Member.AnchorOf("ForeignKey"), join.Member.Name);
            return false;
        }

        return true;
    }

    private bool CheckSelector(JoinModel join, MethodModel selector, string argument, TypedEdge left, TypedEdge right)
    {
        if (!CheckRecord(join, selector, left))
        {
            return false;
        }

        if (selector.ResultKey!.Type.Identity == right.Key.Type.Identity || selector.ResultKey.Type.IsRaw)
        {
            return true;
        }

        string expected = $"'{right.Key.Type.Display}', the key of '{join.Member.Inputs[1].Name}'";
        string problem = $"it must return {expected}, not '{selector.ResultKey.Type.Display}'";
        _problems.Add(
            DiagnosticIds.MethodSignature,
            join.Member.AnchorOf(argument),
            [selector.ReturnAnchor, right.KeyAnchor],
            [],
            selector.Name,
            argument,
            problem,
            $"{right.Key.Type.Display} M([TKey key,] TValue value)");
        return false;
    }

    private bool CheckKeys(JoinModel join, TypedEdge left, TypedEdge right)
    {
        if (left.Key.Type.Identity == right.Key.Type.Identity || left.Key.Type.IsRaw || right.Key.Type.IsRaw)
        {
            return true;
        }

        var (l, r) = (join.Member.Inputs[0], join.Member.Inputs[1]);
        _problems.Add(
            DiagnosticIds.EdgeType,
            r.Anchor,
            [left.KeyAnchor, right.KeyAnchor],
            [],
            join.Member.Name,
            $"'{left.Key.Type.Display}' keys, as '{l.Name}' has them",
            "keys",
            r.Name,
            right.Key.Type.Display);
        return false;
    }

    private bool CheckMethod(JoinModel join, TypedEdge left, TypedEdge right)
    {
        var method = join.Member.Method!;
        if (!CheckOrder(method, (ParameterRole.Left, left.Value), (ParameterRole.Right, right.Value)))
        {
            return false;
        }

        bool fits = true;
        foreach (var parameter in method.Parameters)
        {
            fits &= parameter.Role switch
            {
                ParameterRole.Key => CheckParameter(method, parameter, "keys", left.Key, left.KeyAnchor, join.Member.Inputs[0].Name),
                ParameterRole.Left => CheckParameter(method, parameter, "values", left.Value, left.ValueAnchor, join.Member.Inputs[0].Name)
                    && (join.Kind != JoinKind.Outer || CheckNullability(join, parameter, 0)),
                ParameterRole.Right => CheckParameter(
                    method, parameter, "values", right.Value, right.ValueAnchor, join.Member.Inputs[1].Name)
                    && (join.Kind == JoinKind.Inner || CheckNullability(join, parameter, 1)),
                _ => true,
            };
        }

        return fits;
    }

    /// <summary>Checks that the parameter of a side that may be missing says so.</summary>
    private bool CheckNullability(JoinModel join, ParameterModel parameter, int place)
    {
        if (parameter.Type.IsNullable || parameter.Type.IsSpan)
        {
            return true;
        }

        string kind = join.Kind == JoinKind.Outer ? "an outer" : "a left";
        _problems.Add(
            DiagnosticIds.LeftJoinNullability,
            parameter.Anchor,
            join.Member.Name,
            parameter.Name,
            parameter.Type.Display,
            join.Member.Inputs[place].Name,
            kind);
        return false;
    }
}
