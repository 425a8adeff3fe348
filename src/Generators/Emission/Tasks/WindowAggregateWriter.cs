using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes aggregations in windows. The user's methods get the plain key, what follows gets the windowed one.</summary>
internal static class WindowAggregateWriter
{
    public static void Write(NodeScope scope, AggregateWork work)
    {
        if (work.Window is SlidingWindowModel)
        {
            StoreWriter.DropIfNull(scope, "its key or value is null", scope.Key, scope.Value);
        }
        else
        {
            StoreWriter.DropIfNull(scope, "its key is null", scope.Key);
        }

        switch (work.Window)
        {
            case TimeWindowModel window:
                InTimeWindows(scope, work, window);
                break;
            case SlidingWindowModel window:
                SlidingAggregateWriter.Write(scope, work, window);
                break;
            case SessionWindowModel window:
                SessionAggregateWriter.Write(scope, work, window);
                break;
            default:
                throw new InvalidOperationException($"{work.Window!.GetType().Name} has no code.");
        }
    }

    /// <summary>
    /// Makes what the user's method takes of the record, once for all windows; values that it refuses as null end the record here.
    /// </summary>
    public static Dictionary<ParameterRole, string> Prepare(NodeScope scope, AggregateWork work)
    {
        var given = new Dictionary<ParameterRole, string>();
        foreach (var parameter in work.Method?.Parameters.Items ?? [])
        {
            switch (parameter.Role)
            {
                case ParameterRole.Context:
                    // The result's timestamp becomes another one; the record keeps its own.
                    given.Add(parameter.Role, $"new {RuntimeTypes.RecordContext}(Context.Record, {scope.Timestamp})");
                    break;
                case ParameterRole.Value when IsRefusedLater(scope, work, parameter):
                    scope.Decoded(scope.Value);
                    break;
                case ParameterRole.Key or ParameterRole.Value:
                    var lane = parameter.Role == ParameterRole.Key ? scope.Key : scope.Value;
                    given.Add(parameter.Role, CallWriter.Data(scope, work.Method!, parameter, lane, scope.Node.Member));
                    break;
            }
        }

        return given;
    }

    /// <summary>The windowed key, at hand as bytes.</summary>
    public static LaneVariable Key(NodeScope scope, AggregateWork work, string bytes) =>
        new("windowKey", scope.Task.Plan.Store(work.Store).Key, mayBeNull: false, new StepPlan(scope.Node.Member, StepKind.Process)) { Bytes = bytes };

    /// <summary>The field that finds a record's windows.</summary>
    public static string Windows(TaskWriter task, PlanNode node, TimeWindowModel window)
    {
        string lengths = string.Join(", ", new[] { window.Size, window.Advance, window.Grace }.Select(CSharpLiteral.Of));
        string store = ((AggregateWork)node.Work).IsShared ? "" : ", " + task.Store(((AggregateWork)node.Work).Store);
        return task.Names.Windows(node, RuntimeTypes.Windows + "TimeWindows", lengths + store);
    }

    private static void InTimeWindows(NodeScope scope, AggregateWork work, TimeWindowModel window)
    {
        string key = scope.Bytes(scope.Key);
        var given = Prepare(scope, work);
        string? countBuffer = AggregateWriter.CountBuffer(scope, work);
        string windows = Windows(scope.Task, scope.Node, window);
        string expired = scope.Local("expired");
        scope.AtWork();
        scope.Writer.Line($"{windows}.Begin({key}.Span, {scope.Timestamp});");
        using (scope.Writer.Block($"for (int {expired} = {windows}.Expired; {expired} > 0; {expired}--)"))
        {
            scope.Writer.Line("Drop(\"its window is closed\");");
        }

        scope.Writer.Line();

        // Before the record is put, as that may move what it closes out of retention.
        CloseWriter.Close(scope.Writer, scope.Task, scope.Node);
        using (scope.Writer.Block($"while ({windows}.MoveNext())"))
        {
            Update(scope.Fork(), work, windows, given, countBuffer, isLast: window.Advance == window.Size);
        }
    }

    private static void Update(
        NodeScope body, AggregateWork work, string windows, Dictionary<ParameterRole, string> given, string? countBuffer, bool isLast)
    {
        // In the second round the step is not what it was before the loop.
        body.Called();
        string windowKey = body.Local("windowKey");
        body.Writer.Line($"var {windowKey} = new {RuntimeTypes.Bytes}({windows}.Key);");
        string timestamp = body.Local("windowTimestamp");
        body.Writer.Line($"long {timestamp} = {body.Timestamp};");
        body.Timestamp = timestamp;
        AggregateWriter.Combine(body, work, StoredAggregate.Of(body, work.Store, windowKey), countBuffer, given);
        body.Key = Key(body, work, windowKey);
        SkipAbsent(body, work, "continue;");
        StoreWriter.Put(body, work.Store);
        if (work.ProgressStore is null)
        {
            StoreWriter.Tell(body, work.Store, isGuarded: !isLast);
        }
        else
        {
            StoreWriter.FlushWhenFull(body, $"if ({body.Task.Store(work.Store)}.CacheIsFull)", work.Store);
        }
    }

    /// <summary>
    /// Writes that a window whose first result is null is left alone where the store has a record cache: it is not there before and not after, so
    /// nobody is told. As in Kafka Streams, which tells it without a cache.
    /// </summary>
    /// <param name="scope">Where; the key is the window's.</param>
    /// <param name="work">The aggregation.</param>
    /// <param name="leave">The statement that leaves it.</param>
    public static void SkipAbsent(NodeScope scope, AggregateWork work, string leave)
    {
        if (!scope.Value.MayBeNull)
        {
            return;
        }

        string store = scope.Task.Store(work.Store);
        using (scope.Writer.Block($"if ({NodeScope.IsNull(scope.Value)} && {store}.IsCached && !{store}.TryGet({scope.Key.Bytes}.Span, out _))"))
        {
            scope.Writer.Line(leave);
        }

        scope.Writer.Line();
    }

    /// <summary>The first value of a reduce does not reach the method.</summary>
    private static bool IsRefusedLater(NodeScope scope, AggregateWork work, ParameterModel parameter) =>
        work.Kind == AggregateKind.Reduce && scope.Value.MayBeNull && parameter.Type is { IsNullable: false, IsSpan: false };
}
