using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes what holds records back: suppress, and joins with grace. What is due leaves when another record comes.</summary>
internal static class BufferWriter
{
    public static void Write(NodeScope scope)
    {
        switch (scope.Node.Work)
        {
            case SuppressWork work:
                Suppress(scope, work);
                break;
            case JoinBufferWork work:
                Await(scope, work);
                break;
        }
    }

    private static void Suppress(NodeScope scope, SuppressWork work)
    {
        string buffer = scope.Task.Store(work.Store);
        string key = scope.Bytes(scope.Key) + ".Span";
        string old = scope.Bytes(scope.Old!);
        string value = scope.Bytes(scope.Value);
        string place = work.WindowEnd is { } end ? EndOf(end, key) : scope.Timestamp;
        scope.AtWork();
        scope.Writer.Line($"{buffer}.Put({key}, {old}, {value}, {place}, {scope.Timestamp}, Context.Record);");
        ForwardDue(scope, buffer);
    }

    /// <summary>The end of the window, which stands in its key.</summary>
    private static string EndOf(WindowEndPlan end, string key)
    {
        string number = $"{RuntimeTypes.BigEndian}.ReadInt64BigEndian({key}[^{CSharpLiteral.Of(end.FromEnd)}..])";
        return end.Size == 0 ? number : $"{number} + {CSharpLiteral.Of(end.Size)}";
    }

    private static void Await(NodeScope scope, JoinBufferWork work)
    {
        scope.AtWork();
        if (work.IsLeft)
        {
            StoreWriter.DropIfNull(scope, "its value is null", scope.Value);
        }
        else
        {
            StoreWriter.DropIfNull(scope, "its key or value is null", scope.Key, scope.Value);
        }

        string buffer = scope.Task.Store(work.Store);
        string key = scope.Bytes(scope.Key);
        string value = scope.Bytes(scope.Value);

        // Without a key there is nothing to wait for.
        string keyless = scope.Key.MayBeNull ? $"{key}.IsNull || " : "";
        scope.AtWork();
        using (scope.Writer.Block($"if ({keyless}!{buffer}.TryPut({key}.Span, {value}.Span, {scope.Timestamp}, Context.Record))"))
        {
            ForwardWriter.Forward(scope.Fork());
            scope.Writer.Line("return;");
        }

        scope.Writer.Line();
        ForwardDue(scope, buffer);
    }

    private static void ForwardDue(NodeScope scope, string buffer)
    {
        string held = scope.Local("held");
        using (scope.Writer.Block($"if ({buffer}.TryTake(out var {held}))"))
        {
            scope.Writer.Line("BeginDue();");
            using (scope.Writer.Block("try"))
            {
                using (scope.Writer.Block("do"))
                {
                    scope.Writer.Line($"EnterDue({held});");
                    var due = Due(scope, held);
                    ForwardWriter.Guarded(due, ForwardWriter.Forward);
                    due.AtWork();
                }

                scope.Writer.Line($"while ({buffer}.TryTake(out {held}));");
            }

            using (scope.Writer.Block("finally"))
            {
                scope.Writer.Line("EndDue();");
            }
        }
    }

    private static NodeScope Due(NodeScope scope, string held)
    {
        var lanes = scope.Node.Out!;
        var origin = new StepPlan(scope.Node.Member, StepKind.Process);
        var key = new LaneVariable("dueKey", lanes.Key.Type, mayBeNull: false, origin) { Bytes = $"new {RuntimeTypes.Bytes}({held}.Key)" };
        var value = new LaneVariable("due", lanes.Value.Type, lanes.Value.MayBeNull, origin) { Bytes = held + ".NewValue" };
        var old = new LaneVariable("dueOld", lanes.Value.Type, mayBeNull: true, origin) { Bytes = held + ".OldValue" };
        var due = scope.With(scope.Node, key, value, old);
        due.Timestamp = held + ".Timestamp";
        return due;
    }
}
