using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes calls of joiners on rows of tables.</summary>
internal static class JoinedWriter
{
    /// <summary>Writes what a joiner makes of two rows; null where the kind of join has no result for them.</summary>
    public static LaneVariable Write(
        NodeScope scope, MethodModel method, JoinKind kind, LaneVariable left, LaneVariable right, string name, LaneType type)
    {
        var joined = new LaneVariable(name, type, mayBeNull: true, new StepPlan(scope.Node.Member, StepKind.Process));
        bool isSpan = method.Returns is { IsSpan: true };
        string variable = scope.Local(isSpan ? name + "Bytes" : name);
        string declaration = isSpan ? $"{RuntimeTypes.Bytes} {variable} = default;" : $"{joined.DecodedType(true)} {variable} = null;";
        scope.Writer.Line(declaration);
        if (Condition(kind, left, right) is { } condition)
        {
            using (scope.Writer.Block($"if ({condition})"))
            {
                Assign(scope.Fork(), method, kind, left.Copy(), right.Copy(), variable, isSpan);
            }

            scope.Writer.Line();
        }
        else
        {
            Assign(scope, method, kind, left, right, variable, isSpan);
        }

        joined.Bytes = isSpan ? variable : null;
        joined.Decoded = isSpan ? null : variable;
        joined.IsDecodedNullable = true;
        return joined;
    }

    /// <summary>When there is a result; null: always.</summary>
    private static string? Condition(JoinKind kind, LaneVariable left, LaneVariable right)
    {
        string[] present = kind switch
        {
            JoinKind.Left => [NodeScope.IsPresent(left)],
            _ => [NodeScope.IsPresent(left), NodeScope.IsPresent(right)],
        };
        if (kind == JoinKind.Outer)
        {
            return present.Contains("true") ? null : string.Join(" || ", present);
        }

        var tests = present.Where(static test => test != "true").ToList();
        return tests.Count == 0 ? null : string.Join(" && ", tests);
    }

    private static void Assign(
        NodeScope scope, MethodModel method, JoinKind kind, LaneVariable left, LaneVariable right, string variable, bool isSpan)
    {
        left.MayBeNull &= kind == JoinKind.Outer;
        right.MayBeNull &= kind != JoinKind.Inner;
        var given = new Dictionary<ParameterRole, string>();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Role is ParameterRole.Left or ParameterRole.Right)
            {
                var lane = parameter.Role == ParameterRole.Left ? left : right;
                given.Add(parameter.Role, CallWriter.Data(scope, method, parameter, lane, scope.Node.Member));
            }
        }

        string call = CallWriter.Call(scope, method, given);
        scope.Writer.Line($"{variable} = {(isSpan ? $"new {RuntimeTypes.Bytes}({call})" : call)};");
    }
}
