using GenStreams.Generators.Model;
using GenStreams.Generators.Planning;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>
/// Writes joins of two streams: a method for each side, and one that forwards rows that have found no partner in time. What happens in which
/// order is said in the runtime's <c>StreamJoin</c>.
/// </summary>
internal static class StreamJoinWriter
{
    /// <summary>Writes what a side does with a record.</summary>
    public static void Write(NodeScope scope, JoinSideWork work)
    {
        string join = scope.Task.Names.StreamJoin(scope.Task.Plan, work.Join);
        string side = $"{join}.{(work.IsLeft ? "Left" : "Right")}";
        scope.Writer.Line($"{join}.Advance({scope.Timestamp});");
        scope.AtWork();
        DropWithoutValue(scope, work, side);
        if (work.IsOuter)
        {
            JoinWithoutKey(scope, work);
        }
        else
        {
            StoreWriter.DropIfNull(scope, "its key is null", scope.Key);
        }

        string key = scope.Bytes(TableViewWriter.Lookup(scope, scope.Key, work.Join.Key));
        string value = scope.Bytes(scope.Value);
        if (work.Join.UnjoinedStore is not null)
        {
            using (scope.Writer.Block($"if ({side}.Expires({scope.Timestamp}))"))
            {
                scope.Writer.Line($"{scope.Task.Names.Expire(work.Join)}({scope.Timestamp});");
            }

            scope.Writer.Line();
            scope.Called();
        }

        Match(scope, work, side, key, value);
        Put(scope, side, key, value);
    }

    /// <summary>Writes a method for each join that keeps rows without a partner.</summary>
    public static void WriteExpiries(SourceWriter writer, TaskWriter task)
    {
        foreach (var node in task.Plan.Nodes)
        {
            if (node.Work is not JoinSideWork { IsLeft: true, Join: { UnjoinedStore: not null } join })
            {
                continue;
            }

            writer.Line($"// Forwards rows of {join.Member} whose time is over without a partner");
            using (writer.Block($"private void {task.Names.Expire(join)}(long timestamp)"))
            {
                writer.Line($"var rows = {task.Names.StreamJoin(task.Plan, join)}.Unjoined(timestamp);");
                using (writer.Block("while (rows.MoveNext())"))
                {
                    Guarded(writer, () => Expire(writer, task, node, join));
                }
            }

            writer.Line();
        }
    }

    /// <summary>Writes what a join does when stream time goes on without a record.</summary>
    public static void Advance(SourceWriter writer, TaskWriter task, StreamJoinPlan join)
    {
        using (writer.Block($"if ({task.Names.StreamJoin(task.Plan, join)}.AdvanceIdle(time))"))
        {
            writer.Line($"{task.Names.Expire(join)}(time);");
        }
    }

    private static void DropWithoutValue(NodeScope scope, JoinSideWork work, string side)
    {
        if (scope.Value.MayBeNull)
        {
            using (scope.Writer.Block($"if ({NodeScope.IsNull(scope.Value)})"))
            {
                var dropped = scope.Fork();
                dropped.AtWork();
                dropped.Writer.Line("Drop(\"its value is null\");");
                string key = dropped.Bytes(TableViewWriter.Lookup(dropped, dropped.Key, work.Join.Key));
                dropped.Writer.Line($"_ = {side}.Put({key}, default, {scope.Timestamp});").Line("return;");
            }

            scope.Writer.Line();
        }

        scope.Value.MayBeNull = false;
    }

    private static void JoinWithoutKey(NodeScope scope, JoinSideWork work)
    {
        if (scope.Key.MayBeNull)
        {
            using (scope.Writer.Block($"if ({NodeScope.IsNull(scope.Key)})"))
            {
                // Without a key there is no partner, and the record is no one's.
                var alone = scope.Fork();
                Join(alone, work.Join, Given(alone, work, null));
                alone.Writer.Line("return;");
            }

            scope.Writer.Line();
        }

        scope.Key.MayBeNull = false;
    }

    private static void Match(NodeScope scope, JoinSideWork work, string side, string key, string value)
    {
        string matches = scope.Local("matches");
        scope.Writer.Line($"var {matches} = {side}.Match({key}.Span, {scope.Timestamp});");
        using (scope.Writer.Block($"if ({matches}.MoveNext())"))
        {
            Loop(scope.Fork(), work, matches);
        }

        if (work.IsOuter)
        {
            using (scope.Writer.Block($"else if ({side}.IsOver({scope.Timestamp}))"))
            {
                var alone = scope.Fork();
                var given = Given(alone, work, null);
                Guarded(alone.Writer, () => Join(alone.Fork(), work.Join, given));
            }

            using (scope.Writer.Block("else"))
            {
                scope.Writer.Line($"{side}.Hold({key}.Span, {value}.Span, {scope.Timestamp});");
            }
        }

        scope.Writer.Line();
        scope.Called();
    }

    private static void Loop(NodeScope scope, JoinSideWork work, string matches)
    {
        // What is the same for all matches is made once, and only when there is one.
        var own = Given(scope, work, null);
        ShareKey(scope);
        scope.Writer.Line("do");
        scope.Writer.Line("{");
        using (scope.Writer.Indent())
        {
            Guarded(scope.Writer, () =>
            {
                var body = scope.Fork();
                body.Called();
                body.Timestamp = matches + ".Timestamp";
                var other = Other(body, work, matches);
                Join(body, work.Join, Given(body, work, other, own));
            });
        }

        scope.Writer.Line("}");
        scope.Writer.Line($"while ({matches}.MoveNext());");
    }

    /// <summary>Keeps the record for the other side: after it was joined, so that it does not join with itself.</summary>
    private static void Put(NodeScope scope, string side, string key, string value)
    {
        using (scope.Writer.Block($"if (!{side}.Put({key}, {value}, {scope.Timestamp}))"))
        {
            var late = scope.Fork();
            late.AtWork();
            late.Writer.Line("Drop(\"it is too late for the other side to find it\");");
        }
    }

    private static void Expire(SourceWriter writer, TaskWriter task, PlanNode node, StreamJoinPlan join)
    {
        var origin = new StepPlan(join.Member, StepKind.Process);
        bool isOuter = join.Kind == JoinKind.Outer;
        var key = Row("rowKey", join.Key, origin, mayBeNull: false);
        var left = Row("left", join.Left, origin, isOuter);
        var right = Row("right", join.Right, origin, isOuter);
        var scope = new NodeScope(task, node, writer, key, left, null) { Timestamp = "rows.Timestamp" };
        foreach (string name in new[] { "rows", key.Bytes!, left.Bytes!, right.Bytes! })
        {
            scope.Local(name);
        }

        writer.Line($"var {key.Bytes} = new {RuntimeTypes.Bytes}(rows.Key);");
        writer.Line($"var {left.Bytes} = {(isOuter ? "!rows.IsLeft ? default : " : "")}new {RuntimeTypes.Bytes}(rows.Value);");
        if (isOuter)
        {
            writer.Line($"var {right.Bytes} = rows.IsLeft ? default : new {RuntimeTypes.Bytes}(rows.Value);");
        }

        var given = new Dictionary<ParameterRole, string>();
        foreach (var parameter in join.Method.Parameters)
        {
            if (parameter.Role == ParameterRole.Left)
            {
                given[ParameterRole.Left] = CallWriter.Data(scope, join.Method, parameter, left, join.Member);
            }
            else if (parameter.Role == ParameterRole.Right)
            {
                given[ParameterRole.Right] = isOuter ? CallWriter.Data(scope, join.Method, parameter, right, join.Member) : Absent(parameter);
            }
        }

        Join(scope, join, given);
    }

    private static LaneVariable Row(string name, LaneType type, StepPlan origin, bool mayBeNull) =>
        new(name, type, mayBeNull, origin) { Bytes = name + "Bytes" };

    /// <summary>The value of the other side in a match.</summary>
    private static LaneVariable Other(NodeScope scope, JoinSideWork work, string matches)
    {
        string name = work.IsLeft ? "right" : "left";
        var type = work.IsLeft ? work.Join.Right : work.Join.Left;
        var other = new LaneVariable(name, type, mayBeNull: false, new StepPlan(scope.Node.Member, StepKind.Process))
        {
            Bytes = scope.Local(name + "Bytes"),
        };
        scope.Writer.Line($"var {other.Bytes} = new {RuntimeTypes.Bytes}({matches}.Value);");
        return other;
    }

    /// <summary>What the joiner gets of both sides.</summary>
    /// <param name="scope">Where it is called.</param>
    /// <param name="work">The side at work.</param>
    /// <param name="other">The other side's value; null: there is none.</param>
    /// <param name="made">What was made before; null: nothing.</param>
    private static Dictionary<ParameterRole, string> Given(
        NodeScope scope, JoinSideWork work, LaneVariable? other, Dictionary<ParameterRole, string>? made = null)
    {
        var method = work.Join.Method;
        var given = new Dictionary<ParameterRole, string>();
        foreach (var parameter in method.Parameters)
        {
            switch (parameter.Role)
            {
                case ParameterRole.Key:
                    given[parameter.Role] = made?[parameter.Role] ?? CallWriter.Data(scope, method, parameter, scope.Key, scope.Node.Member);
                    break;
                case ParameterRole.Left or ParameterRole.Right when (parameter.Role == ParameterRole.Left) == work.IsLeft:
                    given[parameter.Role] = made?[parameter.Role] ?? CallWriter.Data(scope, method, parameter, scope.Value, scope.Node.Member);
                    break;
                case ParameterRole.Left or ParameterRole.Right:
                    given[parameter.Role] = other is null ? Absent(parameter) : CallWriter.Data(scope, method, parameter, other, scope.Node.Member);
                    break;
            }
        }

        return given;
    }

    /// <summary>Writes a block whose exceptions end nothing but it, when the error handler says so.</summary>
    private static void Guarded(SourceWriter writer, Action body)
    {
        using (writer.Block("try"))
        {
            body();
        }

        using (writer.Block(ForwardWriter.Guard))
        {
        }
    }

    private static string Absent(ParameterModel parameter) => parameter.Type.IsSpan ? "default" : "null";

    /// <summary>Makes the key as outputs read it before a loop, not in each round.</summary>
    private static void ShareKey(NodeScope scope)
    {
        ForwardWriter.Share(scope, scope.Key, scope.Node.Out!.Key);
        var joined = scope.Task.Plan.Nodes[scope.Node.Outputs[0]].In.Key;
        if ((joined.Forms & Forms.Decoded) != 0 && LaneCarriage.Between(scope.Key.Type, joined.Type) == Carriage.AsIs)
        {
            scope.Decoded(scope.Key);
        }
    }

    private static void Join(NodeScope scope, StreamJoinPlan join, Dictionary<ParameterRole, string> given)
    {
        string call = CallWriter.Call(scope, join.Method, given);
        scope.Value = WorkWriter.Result(scope, call, join.Method, "joined", scope.Node.Out!.Value);
        ForwardWriter.Forward(scope);
    }
}
