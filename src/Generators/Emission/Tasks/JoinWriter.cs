using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes joins of a stream with a table or a global table: the stream's record looks its partner up.</summary>
internal static class JoinWriter
{
    public static void Write(NodeScope scope)
    {
        switch (scope.Node.Work)
        {
            case TableJoinWork work:
                Join(scope, work);
                break;
            case GlobalTableJoinWork work:
                Join(scope, work);
                break;
        }
    }

    private static void Join(NodeScope scope, TableJoinWork work)
    {
        DropUnjoinable(scope, work.IsLeft, scope.Key);
        bool needsBytes = TableViewWriter.NeedsBytes(work.Method, ParameterRole.Right);
        var right = TableViewWriter.Read(scope, work.Table, "right", needsBytes);
        Finish(scope, work.Method, work.IsLeft, right);
    }

    private static void Join(NodeScope scope, GlobalTableJoinWork work)
    {
        var lookup = work.KeySelector is null ? scope.Key : null;
        DropUnjoinable(scope, work.IsLeft, lookup);
        if (lookup is null)
        {
            lookup = Selected(scope, work);
            if (!work.IsLeft)
            {
                StoreWriter.DropIfNull(scope, "the key that it selects is null", lookup);
            }
        }

        var right = TableViewWriter.Declare(scope, work.Value, "right", TableViewWriter.NeedsBytes(work.Method, ParameterRole.Right));
        string store = scope.Task.Names.GlobalStore(work.Store);
        lookup = TableViewWriter.Lookup(scope, lookup, work.Key);
        string key = scope.Bytes(lookup);
        string entry = scope.Local("row");
        scope.AtWork();
        using (scope.Writer.Block($"lock ({store}.Gate)"))
        {
            using (scope.Writer.Block($"if ({TableViewWriter.IfPresent(lookup)}{store}.Entries.TryGet({key}.Span, out var {entry}))"))
            {
                if (right.Bytes is null)
                {
                    TableViewWriter.Take(scope, right, $"{entry}.Value");
                }
                else
                {
                    // The entry is another thread's as soon as the gate is left.
                    string buffer = scope.Task.Names.Buffer(scope.Node, "right");
                    scope.Writer.Line($"{buffer}.ResetWrittenCount();");
                    scope.Writer.Line($"global::System.Buffers.BuffersExtensions.Write({buffer}, {entry}.Value);");
                    TableViewWriter.Take(scope, right, $"{buffer}.WrittenSpan");
                }
            }
        }

        scope.Writer.Line();
        Finish(scope, work.Method, work.IsLeft, right);
    }

    /// <summary>A null value joins with nothing; nor does a null key, but in a left join its record is kept.</summary>
    private static void DropUnjoinable(NodeScope scope, bool isLeft, LaneVariable? key)
    {
        scope.AtWork();
        if (isLeft || key is null)
        {
            StoreWriter.DropIfNull(scope, "its value is null", scope.Value);
        }
        else
        {
            StoreWriter.DropIfNull(scope, "its key or value is null", key, scope.Value);
        }
    }

    private static LaneVariable Selected(NodeScope scope, GlobalTableJoinWork work)
    {
        var selector = work.KeySelector!;
        var type = selector.ResultKey ?? work.Key;
        bool mayBeNull = selector.Returns is { IsNullable: true, IsSpan: false };
        var plan = new LanePlan(type, Forms.None, mayBeNull, new StepPlan(scope.Node.Member, StepKind.Process));
        return WorkWriter.Result(scope, CallWriter.Call(scope, selector), selector, "rightKey", plan);
    }

    private static void Finish(NodeScope scope, MethodModel method, bool isLeft, LaneVariable right)
    {
        if (!isLeft)
        {
            using (scope.Writer.Block($"if ({NodeScope.IsNull(right)})"))
            {
                scope.Writer.Line("return;");
            }

            scope.Writer.Line();
            right.MayBeNull = false;
        }

        var given = new Dictionary<ParameterRole, string>();
        if (method.Parameters.FirstOrDefault(parameter => parameter.Role == ParameterRole.Right) is { } parameter)
        {
            given.Add(ParameterRole.Right, CallWriter.Data(scope, method, parameter, right, scope.Node.Member));
        }

        string call = CallWriter.Call(scope, method, given);
        scope.Value = WorkWriter.Result(scope, call, method, "joined", scope.Node.Out?.Value);
        ForwardWriter.Forward(scope);
    }
}
