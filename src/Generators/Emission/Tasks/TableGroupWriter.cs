using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes groupings of tables: the rows before and after a change are sent to their groups.</summary>
internal static class TableGroupWriter
{
    public static void Write(NodeScope scope, TableGroupWork work)
    {
        scope.AtWork();
        StoreWriter.DropIfNull(scope, "its key is null", scope.Key);
        VersionWriter.EndIfLate(scope, "return;");
        var added = Select(scope, work.Method, scope.Value, "added");
        var removed = Select(scope, work.Method, scope.Old!, "removed");
        string writer = scope.Task.Names.Helper(scope.Node, "changes", TableTypes.ChangeWriter);
        string changes = scope.Local("changes");
        scope.Writer.Line($"var {changes} = {writer}.Between({added.Key}, {added.Value}, {removed.Key}, {removed.Value});");
        using (scope.Writer.Block($"while ({changes}.MoveNext())"))
        {
            var record = scope.Fork();
            record.Key = Sent(scope.Node.Out!.Key, "group", $"{changes}.Key");
            record.Value = Sent(scope.Node.Out.Value, "change", $"{changes}.Value");
            ForwardWriter.Forward(record);
        }
    }

    /// <summary>Writes what group a row belongs to and what it is there, as bytes; null when there is no row.</summary>
    private static (string Key, string Value) Select(NodeScope scope, MethodModel method, LaneVariable row, string name)
    {
        string key = scope.Local(name + "Group");
        string value = scope.Local(name + "Bytes");
        scope.Writer.Line($"{RuntimeTypes.Bytes} {key} = default;");
        scope.Writer.Line($"{RuntimeTypes.Bytes} {value} = default;");
        if (!row.MayBeNull)
        {
            Call(scope, method, row, name, key, value);
            return (key, value);
        }

        using (scope.Writer.Block($"if ({NodeScope.IsPresent(row)})"))
        {
            var there = row.Copy();
            there.MayBeNull = false;
            Call(scope.Fork(), method, there, name, key, value);
        }

        scope.Writer.Line();
        return (key, value);
    }

    private static void Call(NodeScope scope, MethodModel method, LaneVariable row, string name, string key, string value)
    {
        var given = new Dictionary<ParameterRole, string>();
        if (method.Parameters.FirstOrDefault(static parameter => parameter.Role == ParameterRole.Value) is { } parameter)
        {
            given.Add(ParameterRole.Value, CallWriter.Data(scope, method, parameter, row, scope.Node.Member));
        }

        string call = CallWriter.Call(scope, method, given);
        var group = Made(scope, method.ResultKey!, name + "Key");
        var content = row;
        if (method.ResultValue is { } type)
        {
            content = Made(scope, type, name + "Value");
            scope.Writer.Line($"var ({group.Decoded}, {content.Decoded}) = {call};");
        }
        else if (method.Returns is { IsSpan: true })
        {
            group.Bytes = $"new {RuntimeTypes.Bytes}({call})";
        }
        else
        {
            scope.Writer.Line($"var {group.Decoded} = {call};");
        }

        scope.Writer.Line($"{key} = {scope.Bytes(group)};");
        scope.Writer.Line($"{value} = {scope.Bytes(content)};");
    }

    private static LaneVariable Made(NodeScope scope, LaneType type, string name) =>
        new(name, type, type.Type is { IsNullable: true, IsSpan: false }, new StepPlan(scope.Node.Member, StepKind.Process))
        {
            Decoded = scope.Local(name),
            IsDecodedNullable = type.Type.IsNullable,
        };

    private static LaneVariable Sent(LanePlan plan, string name, string bytes) =>
        new(name, plan.Type, mayBeNull: false, plan.Origin) { Bytes = bytes };
}
