using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes work that makes any number of records: the method emits all, then they go on one by one.</summary>
internal static class LoopWriter
{
    public static void FlatMap(NodeScope scope, MethodModel method) => Loop(scope, method, ParameterRole.Output, static (body, item) =>
    {
        body.Key = WorkWriter.Made(body, "newKey", body.Node.Out!.Key);
        body.Value = WorkWriter.Made(body, "newValue", body.Node.Out!.Value);
        body.Writer.Line($"var ({body.Key.Decoded}, {body.Value.Decoded}) = {item};");
    });

    public static void FlatMapValues(NodeScope scope, MethodModel method)
    {
        if (method.Parameters.Items.Any(parameter => parameter.Role == ParameterRole.BytesOutput))
        {
            Loop(scope, method, ParameterRole.BytesOutput, static (body, item) =>
            {
                var plan = body.Node.Out!.Value;
                string bytes = body.Local("newValueBytes");
                body.Value = new LaneVariable("newValue", plan.Type, mayBeNull: false, plan.Origin) { Bytes = bytes };
                body.Writer.Line($"var {bytes} = new {RuntimeTypes.Bytes}({item});");
            });
            return;
        }

        Loop(scope, method, ParameterRole.Output, static (body, item) =>
        {
            body.Value = WorkWriter.Made(body, "newValue", body.Node.Out!.Value);
            body.Writer.Line($"var {body.Value.Decoded} = {item};");
        });
    }

    private static void Loop(NodeScope scope, MethodModel method, ParameterRole role, Action<NodeScope, string> take)
    {
        var parameter = method.Parameters.First(parameter => parameter.Role == role);
        string output = scope.Task.Names.Output(scope.Node, parameter.Type.Reference);
        scope.Writer.Line($"{output}.Clear();");
        string call = CallWriter.Call(scope, method, new Dictionary<ParameterRole, string> { [role] = output });
        scope.Writer.Line(call + ";");
        if (scope.Node.Out is not { } lanes)
        {
            return;
        }

        // What passes by the loop is made once, before it; what the method made is made in it.
        if (scope.Node.Work is FlatMapValuesWork)
        {
            ForwardWriter.Share(scope, scope.Key, lanes.Key);
        }

        string index = scope.Local("i");
        using (scope.Writer.Block($"for (int {index} = 0; {index} < {output}.Count; {index}++)"))
        {
            ForwardWriter.Guarded(scope, body =>
            {
                // In the second round the step is not what it was before the loop.
                body.Called();
                take(body, $"{output}[{index}]");
                ForwardWriter.Forward(body);
            });
        }

        scope.Writer.Line().Line($"{output}.Clear();");
    }
}
