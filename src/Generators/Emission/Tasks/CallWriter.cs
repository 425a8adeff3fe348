using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes calls of the user's methods.</summary>
internal static class CallWriter
{
    private static readonly Dictionary<ParameterRole, string> None = [];

    /// <summary>Makes what a method's parameters take and returns the expression that calls it.</summary>
    /// <param name="scope">Where it is called.</param>
    /// <param name="method">The method.</param>
    /// <param name="given">Expressions for roles that are not the record's key and value, or are not to be taken from it.</param>
    /// <param name="member">The member whose work it is; the node's when null.</param>
    public static string Call(NodeScope scope, MethodModel method, Dictionary<ParameterRole, string>? given = null, string? member = null)
    {
        member ??= scope.Node.Member;
        var arguments = method.Parameters.Select(parameter => Argument(scope, method, parameter, given ?? None, member)).ToList();
        scope.At(member, StepKind.Process);
        return $"{Target(scope, method)}({string.Join(", ", arguments)})";
    }

    /// <summary>An expression for a key or value as a parameter takes it; refuses null where the parameter does.</summary>
    public static string Data(NodeScope scope, MethodModel method, ParameterModel parameter, LaneVariable lane, string member)
    {
        if (parameter.Type.IsSpan)
        {
            return scope.Bytes(lane) + ".Span";
        }

        if (!parameter.Type.IsNullable)
        {
            RefuseNull(scope, method, parameter, lane, member);
        }

        if (lane.Type.Type.IsRaw && !parameter.Type.IsRaw)
        {
            return DecodeAs(scope, parameter, lane);
        }

        return parameter.Type.IsNullable ? scope.Decoded(lane) : scope.Present(lane);
    }

    private static string Argument(
        NodeScope scope, MethodModel method, ParameterModel parameter, Dictionary<ParameterRole, string> given, string member)
    {
        if (given.TryGetValue(parameter.Role, out string? expression))
        {
            return parameter.Passing == ParameterPassing.Ref ? "ref " + expression : expression;
        }

        switch (parameter.Role)
        {
            case ParameterRole.Key:
                return Data(scope, method, parameter, scope.Key, member);
            case ParameterRole.Value or ParameterRole.Left:
                return Data(scope, method, parameter, scope.Value, member);
            case ParameterRole.Context:
                return $"new {RuntimeTypes.RecordContext}(Context.Record, {scope.Timestamp})";
            case ParameterRole.Punctuation:
                return "punctuation";
            case ParameterRole.Output or ParameterRole.BytesOutput or ParameterRole.RecordOutput:
                return scope.Task.Names.Output(scope.Node, parameter);
            case ParameterRole.CancellationToken:
                return "Context.Stopping";
            case ParameterRole.Store:
                string store = scope.Task.UserStore(parameter.Member!);
                scope.Writer.Line($"{store}.Timestamp = {scope.Timestamp};");
                return store;
            default:
                throw new InvalidOperationException($"Nothing to pass for parameter '{parameter.Name}' of {method.Name}.");
        }
    }

    private static void RefuseNull(NodeScope scope, MethodModel method, ParameterModel parameter, LaneVariable lane, string member)
    {
        if (!lane.MayBeNull)
        {
            return;
        }

        string what = parameter.Role switch
        {
            ParameterRole.Key => "key",
            ParameterRole.Right => "joined value",
            _ => "value",
        };
        string texts = string.Join(", ", new[] { what, parameter.Name, method.Name, parameter.Type.Display }.Select(CSharpLiteral.Of));
        using (scope.Writer.Block($"if ({NodeScope.IsNull(lane)})"))
        {
            scope.Writer.Line($"RefuseNull({CSharpLiteral.Of(scope.Task.Plan.Step(member, StepKind.Process))}, {texts});");
        }

        scope.Writer.Line();
        lane.MayBeNull = false;
    }

    /// <summary>Bytes that the upstream does not look into, read as this parameter's type.</summary>
    public static string DecodeAs(NodeScope scope, ParameterModel parameter, LaneVariable lane)
    {
        string bytes = scope.Bytes(lane);
        string decoded = scope.Local(parameter.Name);
        scope.At(lane.Origin.Member, lane.Origin.Kind);
        string value = LaneEncoder.Deserialize(parameter.Serde!.Instance, bytes);
        scope.Writer.Line($"{parameter.Type.Declared(lane.MayBeNull)} {decoded} = {(lane.MayBeNull ? $"{bytes}.IsNull ? null : {value}" : value)};");
        return decoded;
    }

    private static string Target(NodeScope scope, MethodModel method)
    {
        string owner = method.IsStatic ? scope.Task.Declaration.Reference : scope.Task.Names.Topology(scope.Task.Declaration.Reference);
        return $"{owner}.{Identifier.Escape(method.Name)}";
    }
}
