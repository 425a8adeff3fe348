using GenStreams.Generators.Model;
using GenStreams.Generators.Planning;
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
        var right = Declare(scope, work.Table.Value, needsBytes: NeedsBytes(work.Method) && work.Table.Steps.Count == 0);
        var lookup = Lookup(scope, scope.Key, work.Table.Key);
        string entry = scope.Local("row");
        string key = scope.Bytes(lookup) + ".Span";
        string found = work.Table.IsVersioned
            ? VersionWriter.Lookup(scope, work.Table.Store, key, entry)
            : $"{scope.Task.Store(work.Table.Store)}.TryGet({key}, out var {entry})";
        scope.AtWork();
        using (scope.Writer.Block($"if ({IfPresent(lookup)}{found})"))
        {
            Take(scope, right, $"{entry}.Value");
        }

        scope.Writer.Line();
        foreach (var step in work.Table.Steps)
        {
            right = Through(scope, step, right);
        }

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

        var right = Declare(scope, work.Value, NeedsBytes(work.Method));
        string store = scope.Task.Names.GlobalStore(work.Store);
        lookup = Lookup(scope, lookup, work.Key);
        string key = scope.Bytes(lookup);
        string entry = scope.Local("row");
        scope.AtWork();
        using (scope.Writer.Block($"lock ({store}.Gate)"))
        {
            using (scope.Writer.Block($"if ({IfPresent(lookup)}{store}.Entries.TryGet({key}.Span, out var {entry}))"))
            {
                if (right.Bytes is null)
                {
                    Take(scope, right, $"{entry}.Value");
                }
                else
                {
                    // The entry is another thread's as soon as the gate is left.
                    string buffer = scope.Task.Names.Buffer(scope.Node, "right");
                    scope.Writer.Line($"{buffer}.ResetWrittenCount();");
                    scope.Writer.Line($"global::System.Buffers.BuffersExtensions.Write({buffer}, {entry}.Value);");
                    Take(scope, right, $"{buffer}.WrittenSpan");
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

    /// <summary>The key as the table has it: of the same bytes only when the serde is the same.</summary>
    private static LaneVariable Lookup(NodeScope scope, LaneVariable key, LaneType table)
    {
        var lookup = scope.Carried(key, table);
        scope.Bytes(lookup);
        if (LaneCarriage.Between(key.Type, table) == Carriage.AsIs)
        {
            key.Bytes = lookup.Bytes;
        }

        return lookup;
    }

    private static string IfPresent(LaneVariable key) => key.MayBeNull ? $"!{key.Bytes}.IsNull && " : "";

    private static bool NeedsBytes(MethodModel method) => method.Parameters.Items.Any(p => p is { Role: ParameterRole.Right, Type.IsSpan: true });

    private static LaneVariable Declare(NodeScope scope, LaneType type, bool needsBytes)
    {
        var right = new LaneVariable("right", type, mayBeNull: true, new StepPlan(scope.Node.Member, StepKind.Process));
        if (needsBytes || type.Type.IsRaw)
        {
            right.Bytes = scope.Local("rightBytes");
            scope.Writer.Line($"{RuntimeTypes.Bytes} {right.Bytes} = default;");
        }
        else
        {
            right.Decoded = scope.Local("right");
            right.IsDecodedNullable = true;
            scope.Writer.Line($"{right.DecodedType(true)} {right.Decoded} = null;");
        }

        return right;
    }

    private static void Take(NodeScope scope, LaneVariable right, string span) => scope.Writer.Line(right.Bytes is { } bytes
        ? $"{bytes} = new {RuntimeTypes.Bytes}({span});"
        : $"{right.Decoded} = {right.Type.Serde.Instance}.Deserialize({span});");

    private static LaneVariable Through(NodeScope scope, TableViewStep step, LaneVariable row)
    {
        if (!step.IsFilter)
        {
            return RowWriter.Map(scope, step.Method, row, "right", step.Result);
        }

        string kept = scope.Local("kept");
        string condition = RowWriter.Accepts(scope, step.Method, step.Negated, row);
        scope.Writer.Line($"bool {kept} = {condition};");
        return RowWriter.Keep(scope, row, kept, "right", Forms.Decoded | Forms.Bytes);
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
