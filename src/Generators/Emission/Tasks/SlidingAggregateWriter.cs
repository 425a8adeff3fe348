using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes aggregations in sliding windows: the runtime says step by step which windows change, and what each begins with.</summary>
internal static class SlidingAggregateWriter
{
    public static void Write(NodeScope scope, AggregateWork work, SlidingWindowModel window)
    {
        string key = scope.Bytes(scope.Key);
        var given = WindowAggregateWriter.Prepare(scope, work);
        string? countBuffer = AggregateWriter.CountBuffer(scope, work);
        string windows = Windows(scope.Task, scope.Node, work, window);
        scope.AtWork();
        using (scope.Writer.Block($"if (!{windows}.Begin({key}.Span, {scope.Timestamp}))"))
        {
            scope.Writer.Line("Drop(\"its windows are closed\");").Line("return;");
        }

        scope.Writer.Line();
        using (scope.Writer.Block($"while ({windows}.MoveNext())"))
        {
            using (scope.Writer.Block($"if ({windows}.IsClosed)"))
            {
                scope.Writer.Line("Drop(\"its window is closed\");").Line("continue;");
            }

            scope.Writer.Line();
            Change(scope.Fork(), work, windows, given, countBuffer);
        }

        if (work.ProgressStore is not null)
        {
            scope.Writer.Line();
            CloseWriter.Close(scope.Writer, scope.Task, scope.Node);
        }
    }

    /// <summary>The field that finds a record's windows.</summary>
    public static string Windows(TaskWriter task, PlanNode node, AggregateWork work, SlidingWindowModel window)
    {
        string arguments = $"{task.Store(work.Store)}, {CSharpLiteral.Of(window.Difference)}, {CSharpLiteral.Of(window.Grace)}";
        return task.Names.Windows(node, RuntimeTypes.Windows + "SlidingWindows", arguments);
    }

    private static void Change(NodeScope body, AggregateWork work, string windows, Dictionary<ParameterRole, string> given, string? countBuffer)
    {
        // In the second round the step is not what it was before the loop.
        body.Called();
        string windowKey = body.Local("windowKey");
        string timestamp = body.Local("windowTimestamp");
        body.Writer.Line($"var {windowKey} = new {RuntimeTypes.Bytes}({windows}.Key);");
        body.Writer.Line($"long {timestamp} = {windows}.Timestamp;");
        body.Timestamp = timestamp;
        using (body.Writer.Block($"if (!{windows}.TakesRecord)"))
        {
            Copy(body.Fork(), work, windows, windowKey);
            body.Writer.Line().Line("continue;");
        }

        body.Writer.Line();
        AggregateWriter.Combine(body, work, new StoredAggregate($"{windows}.HasBase", $"{windows}.Base", Timestamp: null), countBuffer, given);
        StoreWriter.ReadOld(body, work.Store, windowKey);
        Store(body, work, windowKey);
    }

    /// <summary>A window after the record's time begins with what others have of it.</summary>
    private static void Copy(NodeScope scope, AggregateWork work, string windows, string windowKey)
    {
        var origin = new StepPlan(scope.Node.Member, StepKind.Process);
        var type = scope.Task.Plan.Store(work.Store).Value;
        scope.Called();
        scope.Value = new LaneVariable("copied", type, mayBeNull: false, origin) { Bytes = scope.Local("copiedBytes") };
        scope.Writer.Line($"var {scope.Value.Bytes} = new {RuntimeTypes.Bytes}({windows}.Base);");
        Store(scope, work, windowKey);
    }

    private static void Store(NodeScope scope, AggregateWork work, string windowKey)
    {
        scope.Key = WindowAggregateWriter.Key(scope, work, windowKey);
        if (work.ProgressStore is not null)
        {
            StoreWriter.Put(scope, work.Store);
            return;
        }

        WindowAggregateWriter.SkipAbsent(scope, work, "continue;");
        StoreWriter.ReadOld(scope, work.Store);
        StoreWriter.Put(scope, work.Store);
        StoreWriter.Tell(scope, work.Store, isGuarded: true);
    }
}
