using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>
/// Writes the bodies of nodes; those of tables and stores are written by <see cref="TableWriter"/>, <see cref="AggregateWriter"/> and
/// <see cref="JoinWriter"/>.
/// </summary>
internal static class WorkWriter
{
    public static void Write(NodeScope scope)
    {
        switch (scope.Node.Work)
        {
            case SourceWork or PassWork or ChangesWork or EmitWork or JoinedWork:
                ForwardWriter.Forward(scope);
                break;
            case FilterWork work:
                Filter(scope, work);
                break;
            case CallWork work:
                LoopWriter.CallAndDrain(scope, work.Method);
                ForwardWriter.Forward(scope);
                break;
            case ProcessWork work:
                LoopWriter.CallAndDrain(scope, work.Method);
                break;
            case PunctuateWork work:
                LoopWriter.CallAndDrain(scope, work.Method);
                break;
            case MapWork work:
                Map(scope, work.Method);
                break;
            case MapValuesWork work:
                var drains = LoopWriter.Clear(scope, work.Method);
                scope.Value = Result(scope, CallWriter.Call(scope, work.Method), work.Method, "newValue", scope.Node.Out?.Value);
                LoopWriter.Drain(scope, drains);
                ForwardWriter.Forward(scope);
                break;
            case SelectKeyWork work:
                scope.Key = Result(scope, CallWriter.Call(scope, work.Method), work.Method, "newKey", scope.Node.Out?.Key);
                ForwardWriter.Forward(scope);
                break;
            case FlatMapWork work:
                LoopWriter.CallAndDrain(scope, work.Method);
                break;
            case FlatMapValuesWork work:
                LoopWriter.CallAndDrain(scope, work.Method);
                break;
            case PrintWork work:
                Print(scope, work);
                break;
            case SplitWork work:
                Split(scope, work);
                break;
            case TableWork or TableFilterWork or TableMapValuesWork:
                TableWriter.Write(scope);
                break;
            case TableSideJoinWork work:
                TableJoinWriter.Write(scope, work);
                break;
            case ForeignKeySubscribeWork or ForeignKeyAnswerWork or ForeignKeyTellWork or ForeignKeyResolveWork:
                ForeignKeyWriter.Write(scope);
                break;
            case TableGroupWork work:
                TableGroupWriter.Write(scope, work);
                break;
            case TableAggregateWork work:
                TableAggregateWriter.Write(scope, work);
                break;
            case TableMergeWork work:
                TableJoinWriter.Write(scope, work);
                break;
            case AggregateWork work:
                AggregateWriter.Write(scope, work);
                break;
            case SuppressWork or JoinBufferWork:
                BufferWriter.Write(scope);
                break;
            case TableJoinWork or GlobalTableJoinWork:
                JoinWriter.Write(scope);
                break;
            case JoinSideWork work:
                StreamJoinWriter.Write(scope, work);
                break;
            default:
                throw new InvalidOperationException($"{scope.Node.Work.GetType().Name} has no code.");
        }
    }

    /// <summary>Keeps what a method returns in a variable that becomes the lane.</summary>
    public static LaneVariable Result(NodeScope scope, string call, MethodModel method, string name, LanePlan? plan)
    {
        if (plan is null)
        {
            // Nobody reads it; the method is called for what else it does.
            scope.Writer.Line($"_ = {call};");
            return scope.Value;
        }

        var lane = new LaneVariable(name, plan.Type, plan.MayBeNull, plan.Origin);
        if (method.Returns is { IsSpan: true })
        {
            lane.Bytes = scope.Local(name + "Bytes");
            scope.Writer.Line($"var {lane.Bytes} = new {RuntimeTypes.Bytes}({call});");
            return lane;
        }

        lane.Decoded = scope.Local(name);
        lane.IsDecodedNullable = plan.MayBeNull;
        scope.Writer.Line($"var {lane.Decoded} = {call};");
        return lane;
    }

    private static void Filter(NodeScope scope, FilterWork work)
    {
        string call = CallWriter.Call(scope, work.Method);
        using (scope.Writer.Block($"if ({(work.Negated ? "" : "!")}{call})"))
        {
            scope.Writer.Line("return;");
        }

        scope.Writer.Line();
        ForwardWriter.Forward(scope);
    }

    private static void Map(NodeScope scope, MethodModel method)
    {
        string call = CallWriter.Call(scope, method);
        if (scope.Node.Out is not { } lanes)
        {
            scope.Writer.Line($"_ = {call};");
            return;
        }

        scope.Key = Made(scope, "newKey", lanes.Key);
        scope.Value = Made(scope, "newValue", lanes.Value);
        scope.Writer.Line($"var ({scope.Key.Decoded}, {scope.Value.Decoded}) = {call};");
        ForwardWriter.Forward(scope);
    }

    /// <summary>A lane for a variable that comes to be declared.</summary>
    public static LaneVariable Made(NodeScope scope, string name, LanePlan plan) => new(name, plan.Type, plan.MayBeNull, plan.Origin)
    {
        Decoded = scope.Local(name),
        IsDecodedNullable = plan.MayBeNull,
    };

    private static void Print(NodeScope scope, PrintWork work)
    {
        string key = Printable(scope, scope.Key);
        string value = Printable(scope, scope.Value);
        scope.AtWork();
        scope.Writer.Line($"{RuntimeTypes.RecordPrinter}.Print({CSharpLiteral.Of(work.Label)}, {key}, {value});");
    }

    private static string Printable(NodeScope scope, LaneVariable lane) =>
        lane.Type.Type.IsRaw ? $"{RuntimeTypes.RecordPrinter}.Hex({scope.Bytes(lane)})" : scope.Decoded(lane);

    private static void Split(NodeScope scope, SplitWork work)
    {
        ForwardWriter.Share(scope);
        for (int i = 0; i < work.Branches.Count; i++)
        {
            if (work.Branches[i] is not { Predicate: { } predicate, Member: var member })
            {
                ForwardWriter.To(scope, scope.Node.Outputs[i]);
                return;
            }

            using (scope.Writer.Block($"if ({CallWriter.Call(scope, predicate, member: member)})"))
            {
                ForwardWriter.To(scope.Fork(), scope.Node.Outputs[i]);
                if (i < work.Branches.Count - 1)
                {
                    scope.Writer.Line("return;");
                }
            }

            if (i < work.Branches.Count - 1)
            {
                scope.Writer.Line();
            }
        }
    }
}
