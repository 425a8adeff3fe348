using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes the calls of the nodes that a node forwards to.</summary>
internal static class ForwardWriter
{
    public const string Guard = $"catch ({RuntimeTypes.Exception} e) when (Resumes(e))";

    /// <summary>
    /// Forwards the record at hand to all outputs, in order. All but the last are guarded, so that one's error does not keep the record
    /// from the next; the last one's guard is the one around all this.
    /// </summary>
    public static void Forward(NodeScope scope)
    {
        Share(scope);
        for (int i = 0; i < scope.Node.Outputs.Count; i++)
        {
            if (i == scope.Node.Outputs.Count - 1)
            {
                To(scope, scope.Node.Outputs[i]);
                return;
            }

            Guarded(scope, fork => To(fork, fork.Node.Outputs[i]));
        }
    }

    /// <summary>Makes the forms that several outputs need.</summary>
    public static void Share(NodeScope scope)
    {
        if (scope.Node.Out is not { } lanes)
        {
            return;
        }

        Share(scope, scope.Key, lanes.Key);
        Share(scope, scope.Value, lanes.Value);
        if (scope.Old is not null && lanes.Old is not null)
        {
            Share(scope, scope.Old, lanes.Old);
        }
    }

    /// <summary>Forwards the record at hand to one output.</summary>
    public static void To(NodeScope scope, int output)
    {
        var node = scope.Task.Plan.Nodes[output];
        if (node.Work is SinkWork or RepartitionWork)
        {
            SinkWriter.Write(scope, node);
            return;
        }

        var arguments = new List<string>();
        Pass(scope, scope.Key, node.In.Key, arguments);
        Pass(scope, scope.Value, node.In.Value, arguments);
        if (node.In.Old is { } old)
        {
            Pass(scope, scope.Old!, old, arguments);
        }

        if (node.IsToldOfLatest)
        {
            arguments.Add(scope.IsLatest ?? "true");
        }

        arguments.Add(scope.Timestamp);
        scope.Writer.Line($"{scope.Task.Names.Method(output)}({string.Join(", ", arguments)});");
        scope.Called();
    }

    /// <summary>Writes a block whose exceptions end nothing but it, when the error handler says so.</summary>
    public static void Guarded(NodeScope scope, Action<NodeScope> body)
    {
        using (scope.Writer.Block("try"))
        {
            body(scope.Fork());
        }

        using (scope.Writer.Block(Guard))
        {
        }

        scope.Writer.Line();
    }

    /// <summary>Makes the forms of a lane that several outputs need.</summary>
    public static void Share(NodeScope scope, LaneVariable lane, LanePlan plan)
    {
        if ((plan.Forms & Forms.Decoded) != 0)
        {
            scope.Decoded(lane);
        }

        if ((plan.Forms & Forms.Bytes) != 0)
        {
            scope.Bytes(lane);
        }
    }

    private static void Pass(NodeScope scope, LaneVariable lane, LanePlan plan, List<string> arguments)
    {
        if ((plan.Forms & Forms.Presence) != 0 && (plan.Forms & (Forms.Bytes | Forms.Decoded)) == 0)
        {
            arguments.Add(NodeScope.IsNull(lane));
            return;
        }

        if (plan.Forms == Forms.None)
        {
            return;
        }

        var carried = scope.Carried(lane, plan.Type);
        if ((plan.Forms & Forms.Bytes) != 0)
        {
            arguments.Add(scope.Bytes(carried));
        }

        if ((plan.Forms & Forms.Decoded) != 0)
        {
            arguments.Add(plan.MayBeNull ? scope.Decoded(carried) : scope.Present(carried));
        }
    }
}
