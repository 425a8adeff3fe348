using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes aggregations: look up, combine, put, tell. Those in windows are <see cref="WindowAggregateWriter"/>'s.</summary>
internal static class AggregateWriter
{
    public static void Write(NodeScope scope, AggregateWork work)
    {
        scope.AtWork();
        if (work.Window is not null)
        {
            WindowAggregateWriter.Write(scope, work);
            return;
        }

        StoreWriter.DropIfNull(scope, "its key or value is null", scope.Key, scope.Value);
        string key = scope.Bytes(scope.Key);
        Combine(scope, work, StoredAggregate.Of(scope, work.Store, key), countBuffer: null, []);
        StoreWriter.EndIfAbsent(scope, work.Store);
        StoreWriter.Put(scope, work.Store);
        StoreWriter.Tell(scope, work.Store);
    }

    /// <summary>Writes how the record is combined with what the store has; the result becomes the value.</summary>
    /// <param name="scope">Where; its key is the user's, also where the store's is another.</param>
    /// <param name="work">The aggregation.</param>
    /// <param name="stored">What it is combined with.</param>
    /// <param name="countBuffer">What <see cref="CountBuffer"/> gave; null: it is declared where it is needed.</param>
    /// <param name="given">Expressions for parameters of the user's method that were made before.</param>
    public static void Combine(
        NodeScope scope, AggregateWork work, StoredAggregate stored, string? countBuffer, Dictionary<ParameterRole, string> given)
    {
        switch (work.Kind)
        {
            case AggregateKind.Count:
                Count(scope, work, stored, countBuffer);
                break;
            case AggregateKind.Reduce:
                Reduce(scope, work, stored, given);
                break;
            default:
                Aggregate(scope, work, stored, given);
                break;
        }
    }

    /// <summary>Declares the memory that a count is written to, outside of any loop; null for what is no count, or has a serde of its own.</summary>
    public static string? CountBuffer(NodeScope scope, AggregateWork work)
    {
        if (work.Kind != AggregateKind.Count || scope.Task.Plan.Store(work.Store).Value.Serde.Instance != RuntimeTypes.Int64Serde)
        {
            return null;
        }

        string encoded = scope.Local("encoded");
        scope.Writer.Line($"{RuntimeTypes.Span} {encoded} = stackalloc byte[sizeof(long)];");
        return encoded;
    }

    private static void Count(NodeScope scope, AggregateWork work, StoredAggregate stored, string? encoded)
    {
        var type = scope.Task.Plan.Store(work.Store).Value;
        string count = scope.Local("count");
        scope.AtWork();
        scope.Writer.Line($"long {count} = 1;");
        Found(scope, stored, type, value => scope.Writer.Line($"{count} += {value};"));
        scope.Value = Counted(scope, type, count, encoded ?? CountBuffer(scope, work));
        ReadOld(scope, work, stored);
    }

    /// <summary>A count as the new value, encoded where there is memory for it.</summary>
    public static LaneVariable Counted(NodeScope scope, LaneType type, string count, string? encoded)
    {
        var value = new LaneVariable("count", type, mayBeNull: false, Origin(scope)) { Decoded = count };
        if (encoded is not null)
        {
            value.Bytes = scope.Local("countBytes");
            scope.Writer.Line($"{RuntimeTypes.BigEndian}.WriteInt64BigEndian({encoded}, {count});");
            scope.Writer.Line($"var {value.Bytes} = new {RuntimeTypes.Bytes}({encoded});");
        }

        return value;
    }

    private static void Reduce(NodeScope scope, AggregateWork work, StoredAggregate stored, Dictionary<ParameterRole, string> given)
    {
        var method = work.Method!;
        var type = scope.Task.Plan.Store(work.Store).Value;
        var parameter = ParameterOf(method);
        bool mayBeNull = (method.Returns ?? parameter.Type).IsNullable || scope.Value.MayBeNull;
        var reduced = new LaneVariable("newValue", type, mayBeNull, Origin(scope));
        if (method.Returns is { IsSpan: true })
        {
            ReduceBytes(scope, work, stored, given, reduced);
            return;
        }

        string first = scope.Value.MayBeNull ? scope.Decoded(scope.Value) : scope.Present(scope.Value);
        string name = scope.Local("newValue");
        scope.AtWork();
        scope.Writer.Line($"{type.Type.Declared(reduced.MayBeNull)} {name} = {first};");
        ReadOld(scope, work, stored);
        Found(scope, stored, type, value =>
        {
            string aggregate = scope.Local("aggregate");
            if (method.Returns is not null)
            {
                scope.Writer.Line($"var {aggregate} = {value};");
                scope.Writer.Line($"{name} = {CallWriter.Call(scope, method, With(given, aggregate))};");
                return;
            }

            scope.Writer.Line($"{parameter.Type.Declared(parameter.Type.IsNullable)} {aggregate} = {value};");
            scope.Writer.Line($"{CallWriter.Call(scope, method, With(given, aggregate))};");
            scope.Writer.Line($"{name} = {aggregate};");
        });
        reduced.Decoded = name;
        reduced.IsDecodedNullable = reduced.MayBeNull;
        scope.Value = reduced;
    }

    /// <summary>Values that are not decoded: the result may lie in the store, which the put changes, so it is copied first.</summary>
    private static void ReduceBytes(
        NodeScope scope, AggregateWork work, StoredAggregate stored, Dictionary<ParameterRole, string> given, LaneVariable reduced)
    {
        string buffer = scope.Task.Names.Buffer(scope.Node, "newValue");
        string first = scope.Bytes(scope.Value);
        reduced.Bytes = scope.Local("newValueBytes");
        scope.AtWork();
        scope.Writer.Line($"var {reduced.Bytes} = {first};");
        ReadOld(scope, work, stored);
        using (scope.Writer.Block($"if ({stored.Condition})"))
        {
            string call = CallWriter.Call(scope, work.Method!, With(given, stored.Value));
            scope.Writer.Line($"{buffer}.ResetWrittenCount();");
            scope.Writer.Line($"global::System.Buffers.BuffersExtensions.Write({buffer}, {call});");
            scope.Writer.Line($"{reduced.Bytes} = new {RuntimeTypes.Bytes}({buffer}.WrittenSpan);");
            Later(scope, stored);
        }

        scope.Writer.Line();
        reduced.MayBeNull = scope.Value.MayBeNull;
        scope.Value = reduced;
    }

    private static void Aggregate(NodeScope scope, AggregateWork work, StoredAggregate stored, Dictionary<ParameterRole, string> given)
    {
        var method = work.Method!;
        var type = scope.Task.Plan.Store(work.Store).Value;
        var parameter = ParameterOf(method);
        string aggregate = scope.Local("aggregate");
        scope.AtWork();
        scope.Writer.Line($"{parameter.Type.Declared(parameter.Type.IsNullable)} {aggregate};");
        using (scope.Writer.Block($"if ({stored.Condition})"))
        {
            scope.Writer.Line($"{aggregate} = {type.Serde.Instance}.Deserialize({stored.Value});");
            Later(scope, stored);
        }

        using (scope.Writer.Block("else"))
        {
            scope.Writer.Line($"{aggregate} = {First(scope, work.Initializer, parameter.Type)};");
        }

        scope.Writer.Line();
        ReadOld(scope, work, stored);
        scope.Value = Added(scope, method, type, aggregate, given);
    }

    /// <summary>Writes the call that adds the record to an aggregate, and gives the new value.</summary>
    public static LaneVariable Added(
        NodeScope scope, MethodModel method, LaneType type, string aggregate, Dictionary<ParameterRole, string> given)
    {
        string call = CallWriter.Call(scope, method, With(given, aggregate));
        if (method.Returns is null)
        {
            scope.Writer.Line(call + ";");
            bool isNullable = method.Parameters.First(parameter => parameter.Role == ParameterRole.Aggregate).Type.IsNullable;
            return Made(scope, type, aggregate, isNullable);
        }

        string result = scope.Local("newValue");
        scope.Writer.Line($"var {result} = {call};");
        return Made(scope, type, result, method.Returns.IsNullable);
    }

    /// <summary>Writes what is done with the stored value, when there is one: the later timestamp counts.</summary>
    private static void Found(NodeScope scope, StoredAggregate stored, LaneType type, Action<string> combine)
    {
        using (scope.Writer.Block($"if ({stored.Condition})"))
        {
            combine($"{type.Serde.Instance}.Deserialize({stored.Value})");
            Later(scope, stored);
        }

        scope.Writer.Line();
    }

    private static void Later(NodeScope scope, StoredAggregate stored)
    {
        if (stored.Timestamp is { } timestamp)
        {
            scope.Writer.Line($"{scope.Timestamp} = {RuntimeTypes.Math}.Max({scope.Timestamp}, {timestamp});");
        }
    }

    /// <summary>The parameter that takes the aggregate.</summary>
    public static ParameterModel ParameterOf(MethodModel method) =>
        method.Parameters.First(static parameter => parameter.Role == ParameterRole.Aggregate);

    /// <summary>An expression for the first aggregate.</summary>
    public static string First(NodeScope scope, MethodModel? initializer, TypeRef type) =>
        initializer is not null ? CallWriter.Call(scope, initializer)
        : type.IsValueType || type.Reference.EndsWith("?", StringComparison.Ordinal) ? "default"
        : $"new {type.Reference}()";

    /// <summary>
    /// Reads the value before the change: null for a new key, as Kafka Streams has it with caches; without, it tells the first aggregate.
    /// What is found in another way than by its key is read by who found it.
    /// </summary>
    private static void ReadOld(NodeScope scope, AggregateWork work, StoredAggregate stored)
    {
        if (stored.Key is { } key)
        {
            StoreWriter.ReadOld(scope, work.Store, key);
        }
    }

    private static LaneVariable Made(NodeScope scope, LaneType type, string decoded, bool mayBeNull) =>
        new("newValue", type, mayBeNull, Origin(scope)) { Decoded = decoded, IsDecodedNullable = mayBeNull };

    private static StepPlan Origin(NodeScope scope) => new(scope.Node.Member, StepKind.Process);

    private static Dictionary<ParameterRole, string> With(Dictionary<ParameterRole, string> given, string aggregate) =>
        new(given) { [ParameterRole.Aggregate] = aggregate };
}
