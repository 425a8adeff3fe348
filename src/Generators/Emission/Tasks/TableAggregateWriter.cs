using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>
/// Writes aggregations of grouped tables: an old value is taken out of the aggregate, if there is one, then a new one is added. The later
/// timestamp counts.
/// </summary>
internal static class TableAggregateWriter
{
    public static void Write(NodeScope scope, TableAggregateWork work)
    {
        scope.AtWork();
        StoreWriter.DropIfNull(scope, "its key is null", scope.Key);
        string key = scope.Bytes(scope.Key);
        string found = scope.Local("isThere");
        string entry = scope.Local("stored");
        scope.AtWork();
        scope.Writer.Line($"bool {found} = {scope.Task.Store(work.Store)}.TryGet({key}.Span, out var {entry});");
        var type = scope.Task.Plan.Store(work.Store).Value;
        var aggregate = work.Adder?.Returns is { IsSpan: true }
            ? OfBytes(scope, work, type, found, entry)
            : OfObjects(scope, work, type, found, entry);

        // With a record cache nobody hears of it that what is not there is deleted.
        using (scope.Writer.Block($"if ({NodeScope.IsNull(aggregate)} && !{found} && {scope.Task.Store(work.Store)}.IsCached)"))
        {
            scope.Writer.Line("return;");
        }

        scope.Writer.Line();
        scope.Value = aggregate;
        StoreWriter.Put(scope, work.Store);
        StoreWriter.Tell(scope, work.Store);
    }

    private static LaneVariable OfObjects(NodeScope scope, TableAggregateWork work, LaneType type, string found, string entry)
    {
        string aggregate = scope.Local("aggregate");
        string timestamp = scope.Local("storedTimestamp");
        var lane = new LaneVariable("newValue", type, mayBeNull: true, new StepPlan(scope.Node.Member, StepKind.Process))
        {
            Decoded = aggregate,
            IsDecodedNullable = true,
        };
        scope.Writer.Line(
            $"{lane.DecodedType(true)} {aggregate} = {found} ? {type.Serde.Instance}.Deserialize({entry}.Value) : null;");
        scope.Writer.Line($"long {timestamp} = {entry}.Timestamp;");
        var removed = scope.Old!;
        scope.Old = Before(scope, aggregate);
        using (scope.Writer.Block($"if ({aggregate} is not null && {NodeScope.IsPresent(removed)})"))
        {
            Subtract(scope.Fork(), work, Present(removed), aggregate);
            Later(scope, timestamp);
        }

        scope.Writer.Line();
        using (scope.Writer.Block($"if ({NodeScope.IsPresent(scope.Value)})"))
        {
            Add(scope.Fork(), work, Present(scope.Value), aggregate);
            using (scope.Writer.Block($"if ({found})"))
            {
                Later(scope, timestamp);
            }
        }

        scope.Writer.Line();
        return lane;
    }

    private static void Subtract(NodeScope scope, TableAggregateWork work, LaneVariable removed, string aggregate)
    {
        if (work.Subtractor is { } subtractor)
        {
            Apply(scope, subtractor, removed, aggregate, There(subtractor, aggregate));
        }
        else
        {
            scope.Writer.Line($"{aggregate}--;");
        }
    }

    private static void Add(NodeScope scope, TableAggregateWork work, LaneVariable added, string aggregate)
    {
        switch (work.Kind)
        {
            case AggregateKind.Count:
                scope.Writer.Line($"{aggregate} = {aggregate}.GetValueOrDefault() + 1;");
                break;
            case AggregateKind.Reduce:
                AddOrTake(scope, work.Adder!, added, aggregate);
                break;
            default:
                var parameter = AggregateWriter.ParameterOf(work.Adder!);
                bool beginsWithNull = parameter.Type.IsNullable && work.Initializer is null;
                string first = AggregateWriter.First(scope, work.Initializer, parameter.Type);
                Apply(scope, work.Adder!, added, aggregate, beginsWithNull ? aggregate : $"{aggregate} ?? {first}");
                break;
        }
    }

    /// <summary>The first value is taken as it is.</summary>
    private static void AddOrTake(NodeScope scope, MethodModel adder, LaneVariable added, string aggregate)
    {
        string first = scope.Present(added);
        using (scope.Writer.Block($"if ({aggregate} is null)"))
        {
            scope.Writer.Line($"{aggregate} = {first};");
        }

        using (scope.Writer.Block("else"))
        {
            Apply(scope.Fork(), adder, added.Copy(), aggregate, There(adder, aggregate));
        }
    }

    private static void Apply(NodeScope scope, MethodModel method, LaneVariable row, string aggregate, string current)
    {
        var parameter = AggregateWriter.ParameterOf(method);
        var given = new Dictionary<ParameterRole, string> { [ParameterRole.Aggregate] = current };
        var value = method.Parameters.First(static p => p.Role == ParameterRole.Value);
        given.Add(ParameterRole.Value, CallWriter.Data(scope, method, value, row, scope.Node.Member));
        if (method.Returns is not null)
        {
            scope.Writer.Line($"{aggregate} = {CallWriter.Call(scope, method, given)};");
            return;
        }

        string changed = scope.Local("changed");
        given[ParameterRole.Aggregate] = changed;
        scope.Writer.Line($"{parameter.Type.Declared(parameter.Type.IsNullable)} {changed} = {current};");
        scope.Writer.Line($"{CallWriter.Call(scope, method, given)};");
        scope.Writer.Line($"{aggregate} = {changed};");
    }

    /// <summary>Values that are not decoded: a result may lie in the store, which the put changes, so each is copied.</summary>
    private static LaneVariable OfBytes(NodeScope scope, TableAggregateWork work, LaneType type, string found, string entry)
    {
        string aggregate = scope.Local("aggregateBytes");
        var lane = new LaneVariable("newValue", type, mayBeNull: true, new StepPlan(scope.Node.Member, StepKind.Process)) { Bytes = aggregate };
        scope.Writer.Line($"{RuntimeTypes.Bytes} {aggregate} = {found} ? new {RuntimeTypes.Bytes}({entry}.Value) : default;");
        var removed = scope.Old!;
        StoreWriter.ReadOld(scope, work.Store);
        using (scope.Writer.Block($"if ({found} && {NodeScope.IsPresent(removed)})"))
        {
            ApplyBytes(scope.Fork(), work.Subtractor!, Present(removed), aggregate, "subtracted");
            Later(scope, $"{entry}.Timestamp");
        }

        scope.Writer.Line();
        using (scope.Writer.Block($"if ({NodeScope.IsPresent(scope.Value)})"))
        {
            var added = Present(scope.Value);
            var fork = scope.Fork();
            using (scope.Writer.Block($"if ({aggregate}.IsNull)"))
            {
                scope.Writer.Line($"{aggregate} = {fork.Bytes(added)};");
            }

            using (scope.Writer.Block("else"))
            {
                ApplyBytes(fork, work.Adder!, added, aggregate, "added");
                Later(scope, $"{entry}.Timestamp");
            }
        }

        scope.Writer.Line();
        return lane;
    }

    private static void ApplyBytes(NodeScope scope, MethodModel method, LaneVariable row, string aggregate, string name)
    {
        string buffer = scope.Task.Names.Buffer(scope.Node, name);
        var value = method.Parameters.First(static p => p.Role == ParameterRole.Value);
        var given = new Dictionary<ParameterRole, string>
        {
            [ParameterRole.Aggregate] = aggregate + ".Span",
            [ParameterRole.Value] = CallWriter.Data(scope, method, value, row, scope.Node.Member),
        };
        string call = CallWriter.Call(scope, method, given);
        scope.Writer.Line($"{buffer}.ResetWrittenCount();");
        scope.Writer.Line($"global::System.Buffers.BuffersExtensions.Write({buffer}, {call});");
        scope.Writer.Line($"{aggregate} = new {RuntimeTypes.Bytes}({buffer}.WrittenSpan);");
    }

    private static LaneVariable? Before(NodeScope scope, string aggregate)
    {
        if (scope.Node.Out?.Old is not { } plan)
        {
            return null;
        }

        string old = scope.Local("oldValue");
        scope.Writer.Line($"var {old} = {aggregate};");
        return new LaneVariable("oldValue", plan.Type, mayBeNull: true, plan.Origin) { Decoded = old, IsDecodedNullable = true };
    }

    /// <summary>The aggregate as a parameter takes it where it is not null.</summary>
    private static string There(MethodModel method, string aggregate) =>
        AggregateWriter.ParameterOf(method).Type is { IsValueType: true, IsNullable: false } ? aggregate + ".GetValueOrDefault()" : aggregate;

    private static LaneVariable Present(LaneVariable lane)
    {
        var present = lane.Copy();
        present.MayBeNull = false;
        return present;
    }

    private static void Later(NodeScope scope, string timestamp) =>
        scope.Writer.Line($"{scope.Timestamp} = {RuntimeTypes.Math}.Max({scope.Timestamp}, {timestamp});");
}
