using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes aggregations: look up, combine, put, tell.</summary>
internal static class AggregateWriter
{
    public static void Write(NodeScope scope, AggregateWork work)
    {
        scope.AtWork();
        StoreWriter.DropIfNull(scope, "its key or value is null", scope.Key, scope.Value);
        switch (work.Kind)
        {
            case AggregateKind.Count:
                Count(scope, work);
                break;
            case AggregateKind.Reduce:
                Reduce(scope, work);
                break;
            default:
                Aggregate(scope, work);
                break;
        }

        StoreWriter.EndIfAbsent(scope, work.Store);
        StoreWriter.Put(scope, work.Store);
        StoreWriter.Tell(scope, work.Store);
    }

    private static void Count(NodeScope scope, AggregateWork work)
    {
        var type = scope.Task.Plan.Store(work.Store).Value;
        string count = scope.Local("count");
        string key = scope.Bytes(scope.Key);
        scope.AtWork();
        scope.Writer.Line($"long {count} = 1;");
        Found(scope, work, key, type, stored => scope.Writer.Line($"{count} += {stored};"));
        var value = new LaneVariable("count", type, mayBeNull: false, Origin(scope)) { Decoded = count };
        if (type.Serde.Instance == RuntimeTypes.Int64Serde)
        {
            string encoded = scope.Local("encoded");
            value.Bytes = scope.Local("countBytes");
            scope.Writer.Line($"{RuntimeTypes.Span} {encoded} = stackalloc byte[sizeof(long)];");
            scope.Writer.Line($"{RuntimeTypes.BigEndian}.WriteInt64BigEndian({encoded}, {count});");
            scope.Writer.Line($"var {value.Bytes} = new {RuntimeTypes.Bytes}({encoded});");
        }

        scope.Value = value;
        Old(scope, $"{count} - 1", isNullable: false);
    }

    private static void Reduce(NodeScope scope, AggregateWork work)
    {
        var method = work.Method!;
        var type = scope.Task.Plan.Store(work.Store).Value;
        var reduced = new LaneVariable("newValue", type, method.Returns!.IsNullable, Origin(scope));
        string key = scope.Bytes(scope.Key);
        if (method.Returns.IsSpan)
        {
            ReduceBytes(scope, work, key, reduced);
            return;
        }

        string first = scope.Present(scope.Value);
        string name = scope.Local("newValue");
        scope.AtWork();
        scope.Writer.Line($"{type.Type.Declared(reduced.MayBeNull)} {name} = {first};");
        string? old = DeclareOld(scope, type);
        Found(scope, work, key, type, stored =>
        {
            string aggregate = scope.Local("aggregate");
            scope.Writer.Line($"var {aggregate} = {stored};");
            if (old is not null)
            {
                scope.Writer.Line($"{old} = {aggregate};");
            }

            scope.Writer.Line($"{name} = {CallWriter.Call(scope, method, Given(aggregate))};");
        });
        reduced.Decoded = name;
        reduced.IsDecodedNullable = reduced.MayBeNull;
        scope.Value = reduced;
    }

    /// <summary>Values that are not decoded: the result may lie in the store, which the put changes, so it is copied first.</summary>
    private static void ReduceBytes(NodeScope scope, AggregateWork work, string key, LaneVariable reduced)
    {
        string buffer = scope.Task.Names.Buffer(scope.Node, "newValue");
        string first = scope.Bytes(scope.Value);
        reduced.Bytes = scope.Local("newValueBytes");
        scope.AtWork();
        scope.Writer.Line($"var {reduced.Bytes} = {first};");
        StoreWriter.ReadOld(scope, work.Store);
        string entry = scope.Local("stored");
        using (scope.Writer.Block($"if ({scope.Task.Store(work.Store)}.TryGet({key}.Span, out var {entry}))"))
        {
            string call = CallWriter.Call(scope, work.Method!, Given(entry + ".Value"));
            scope.Writer.Line($"{buffer}.ResetWrittenCount();");
            scope.Writer.Line($"global::System.Buffers.BuffersExtensions.Write({buffer}, {call});");
            scope.Writer.Line($"{reduced.Bytes} = new {RuntimeTypes.Bytes}({buffer}.WrittenSpan);");
            Later(scope, entry);
        }

        scope.Writer.Line();
        reduced.MayBeNull = false;
        scope.Value = reduced;
    }

    private static void Aggregate(NodeScope scope, AggregateWork work)
    {
        var method = work.Method!;
        var type = scope.Task.Plan.Store(work.Store).Value;
        var parameter = ParameterOf(method);
        string key = scope.Bytes(scope.Key);
        string aggregate = scope.Local("aggregate");
        string entry = scope.Local("stored");
        scope.AtWork();
        scope.Writer.Line($"{parameter.Type.Declared(parameter.Type.IsNullable)} {aggregate};");
        using (scope.Writer.Block($"if ({scope.Task.Store(work.Store)}.TryGet({key}.Span, out var {entry}))"))
        {
            scope.Writer.Line($"{aggregate} = {type.Serde.Instance}.Deserialize({entry}.Value);");
            Later(scope, entry);
        }

        using (scope.Writer.Block("else"))
        {
            scope.Writer.Line($"{aggregate} = {First(scope, work.Initializer, parameter.Type)};");
        }

        scope.Writer.Line();
        Old(scope, aggregate, parameter.Type.IsNullable);
        string call = CallWriter.Call(scope, method, Given(aggregate));
        if (method.Returns is null)
        {
            scope.Writer.Line(call + ";");
            scope.Value = Made(scope, type, aggregate, parameter.Type.IsNullable);
            return;
        }

        string result = scope.Local("newValue");
        scope.Writer.Line($"var {result} = {call};");
        scope.Value = Made(scope, type, result, method.Returns.IsNullable);
    }

    /// <summary>Writes what is done with the stored value, when there is one: the later timestamp counts.</summary>
    private static void Found(NodeScope scope, AggregateWork work, string key, LaneType type, Action<string> combine)
    {
        string entry = scope.Local("stored");
        using (scope.Writer.Block($"if ({scope.Task.Store(work.Store)}.TryGet({key}.Span, out var {entry}))"))
        {
            combine($"{type.Serde.Instance}.Deserialize({entry}.Value)");
            Later(scope, entry);
        }

        scope.Writer.Line();
    }

    private static void Later(NodeScope scope, string entry) =>
        scope.Writer.Line($"{scope.Timestamp} = {RuntimeTypes.Math}.Max({scope.Timestamp}, {entry}.Timestamp);");

    /// <summary>The parameter that takes the aggregate.</summary>
    public static ParameterModel ParameterOf(MethodModel method) =>
        method.Parameters.First(static parameter => parameter.Role == ParameterRole.Aggregate);

    /// <summary>An expression for the first aggregate.</summary>
    public static string First(NodeScope scope, MethodModel? initializer, TypeRef type) =>
        initializer is not null ? CallWriter.Call(scope, initializer)
        : type.IsValueType || type.Reference.EndsWith("?", StringComparison.Ordinal) ? "default"
        : $"new {type.Reference}()";

    private static string? DeclareOld(NodeScope scope, LaneType type)
    {
        if (scope.Node.Out?.Old is null)
        {
            return null;
        }

        string old = scope.Local("oldValue");
        scope.Writer.Line($"{type.Type.Declared(true)} {old} = null;");
        scope.Old = new LaneVariable("oldValue", type, mayBeNull: true, Origin(scope)) { Decoded = old, IsDecodedNullable = true };
        return old;
    }

    private static void Old(NodeScope scope, string expression, bool isNullable)
    {
        if (scope.Node.Out?.Old is { } plan)
        {
            string old = scope.Local("oldValue");
            scope.Writer.Line($"var {old} = {expression};");
            scope.Old = new LaneVariable("oldValue", plan.Type, isNullable, plan.Origin) { Decoded = old, IsDecodedNullable = isNullable };
        }
    }

    private static LaneVariable Made(NodeScope scope, LaneType type, string decoded, bool mayBeNull) =>
        new("newValue", type, mayBeNull, Origin(scope)) { Decoded = decoded, IsDecodedNullable = mayBeNull };

    private static StepPlan Origin(NodeScope scope) => new(scope.Node.Member, StepKind.Process);

    private static Dictionary<ParameterRole, string> Given(string aggregate) => new() { [ParameterRole.Aggregate] = aggregate };
}
