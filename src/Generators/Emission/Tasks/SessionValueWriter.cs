using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>
/// Writes how the aggregate of a session comes about, in Kafka Streams' order: the first aggregate, merged with those of the sessions that
/// were found, in the order of their ends, and the record added.
/// </summary>
internal static class SessionValueWriter
{
    public static void Write(
        NodeScope scope, AggregateWork work, string sessions, string? countBuffer, Dictionary<ParameterRole, string> given)
    {
        var type = scope.Task.Plan.Store(work.Store).Value;
        switch (work.Kind)
        {
            case AggregateKind.Count:
                Count(scope, type, sessions, countBuffer);
                break;
            case AggregateKind.Reduce when work.Method!.Returns is { IsSpan: true }:
                ReduceBytes(scope, work, type, sessions, given);
                break;
            case AggregateKind.Reduce:
                Reduce(scope, work, type, sessions, given);
                break;
            default:
                Aggregate(scope, work, type, sessions, given);
                break;
        }
    }

    private static void Count(NodeScope scope, LaneType type, string sessions, string? encoded)
    {
        string count = scope.Local("count");
        scope.Writer.Line($"long {count} = 1;");
        using (Merge(scope, sessions))
        {
            scope.Writer.Line($"{count} += {Stored(type, sessions)};");
        }

        scope.Writer.Line();
        scope.Value = AggregateWriter.Counted(scope, type, count, encoded);
    }

    /// <summary>The first value is the first aggregate: until one was found there is none.</summary>
    private static void Reduce(NodeScope scope, AggregateWork work, LaneType type, string sessions, Dictionary<ParameterRole, string> given)
    {
        var method = work.Method!;
        string first = scope.Value.MayBeNull ? scope.Decoded(scope.Value) : scope.Present(scope.Value);
        string name = scope.Local("newValue");
        scope.AtWork();
        scope.Writer.Line($"{type.Type.Declared(true)} {name} = null;");
        using (Merge(scope, sessions))
        {
            string stored = scope.Local("stored");
            scope.Writer.Line($"var {stored} = {Stored(type, sessions)};");
            Combine(scope.Fork(), method, name, stored, new(given) { [ParameterRole.Value] = stored });
        }

        scope.Writer.Line();
        Combine(scope.Fork(), method, name, first, given);
        scope.Writer.Line();
        scope.Value = new LaneVariable("newValue", type, ResultMayBeNull(scope, method), Origin(scope)) { Decoded = name, IsDecodedNullable = true };
    }

    private static void Combine(NodeScope scope, MethodModel method, string name, string value, Dictionary<ParameterRole, string> given)
    {
        string left = scope.Local("aggregate");
        using (scope.Writer.Block($"if ({name} is {{ }} {left})"))
        {
            string call = CallWriter.Call(scope, method, new(given) { [ParameterRole.Aggregate] = left });
            scope.Writer.Line(method.Returns is null ? call + ";" : $"{name} = {call};");
            if (method.Returns is null)
            {
                scope.Writer.Line($"{name} = {left};");
            }
        }

        using (scope.Writer.Block("else"))
        {
            scope.Writer.Line($"{name} = {value};");
        }
    }

    /// <summary>Values that are not decoded: what lies in the store is copied, as the store is changed before the result is put.</summary>
    private static void ReduceBytes(NodeScope scope, AggregateWork work, LaneType type, string sessions, Dictionary<ParameterRole, string> given)
    {
        var method = work.Method!;
        string buffer = scope.Task.Names.Buffer(scope.Node, "newValue");
        string first = scope.Bytes(scope.Value);
        string name = scope.Local("newValueBytes");
        scope.AtWork();
        scope.Writer.Line($"{RuntimeTypes.Bytes} {name} = default;");
        using (Merge(scope, sessions))
        {
            string call = CallWriter.Call(
                scope, method, new(given) { [ParameterRole.Aggregate] = name + ".Span", [ParameterRole.Value] = sessions + ".Value" });
            string merged = scope.Local("merged");
            scope.Writer.Line($"var {merged} = {name}.IsNull ? {sessions}.Value : {call};");
            scope.Writer.Line($"{buffer}.ResetWrittenCount();");
            scope.Writer.Line($"global::System.Buffers.BuffersExtensions.Write({buffer}, {merged});");
            scope.Writer.Line($"{name} = new {RuntimeTypes.Bytes}({buffer}.WrittenSpan);");
        }

        scope.Writer.Line();
        string added = CallWriter.Call(scope, method, new(given) { [ParameterRole.Aggregate] = name + ".Span" });
        scope.Writer.Line($"{name} = {name}.IsNull ? {first} : new {RuntimeTypes.Bytes}({added});");
        scope.Value = new LaneVariable("newValue", type, scope.Value.MayBeNull, Origin(scope)) { Bytes = name };
    }

    private static void Aggregate(NodeScope scope, AggregateWork work, LaneType type, string sessions, Dictionary<ParameterRole, string> given)
    {
        var (method, merger) = (work.Method!, work.Merger!);
        var parameter = method.Parameters.First(parameter => parameter.Role == ParameterRole.Aggregate);
        var merging = new Dictionary<ParameterRole, string>();
        if (merger.Parameters.FirstOrDefault(static p => p.Role == ParameterRole.Key) is { } key)
        {
            merging.Add(ParameterRole.Key, CallWriter.Data(scope, merger, key, scope.Key, scope.Node.Member));
        }

        string aggregate = scope.Local("aggregate");
        scope.AtWork();
        string first = AggregateWriter.First(scope, work.Initializer, parameter.Type);
        scope.Writer.Line($"{parameter.Type.Declared(parameter.Type.IsNullable)} {aggregate} = {first};");
        using (Merge(scope, sessions))
        {
            string stored = scope.Local("stored");
            scope.Writer.Line($"var {stored} = {Stored(type, sessions)};");
            string merge = CallWriter.Call(
                scope, merger, new(merging) { [ParameterRole.Left] = aggregate, [ParameterRole.Right] = stored });
            scope.Writer.Line($"{aggregate} = {merge};");
        }

        scope.Writer.Line();
        scope.Value = AggregateWriter.Added(scope, method, type, aggregate, given);
    }

    private static SourceWriter.BlockScope Merge(NodeScope scope, string sessions) => scope.Writer.Block($"while ({sessions}.MoveNext())");

    private static string Stored(LaneType type, string sessions) => $"{type.Serde.Instance}.Deserialize({sessions}.Value)";

    private static bool ResultMayBeNull(NodeScope scope, MethodModel method) => method.Returns is { IsNullable: true } || scope.Value.MayBeNull;

    private static StepPlan Origin(NodeScope scope) => new(scope.Node.Member, StepKind.Process);
}
