using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes what user methods do to rows of tables: null, which is "no row", never reaches them.</summary>
internal static class RowWriter
{
    /// <summary>An expression for whether a row is there and the predicate accepts it.</summary>
    public static string Accepts(NodeScope scope, MethodModel method, bool negated, LaneVariable row)
    {
        var (isThere, call) = Guarded(scope, method, row);
        string accepts = negated ? "!" + call : call;
        return isThere is null ? accepts : $"{isThere} && {accepts}";
    }

    /// <summary>Keeps a row or makes it null, in the forms that are needed as far as they are at hand.</summary>
    public static LaneVariable Keep(NodeScope scope, LaneVariable row, string condition, string name, Forms needed)
    {
        var kept = new LaneVariable(name, row.Type, mayBeNull: true, row.Origin);
        if (row.Decoded is not null && ((needed & Forms.Decoded) != 0 || row.Bytes is null))
        {
            kept.Decoded = scope.Local(name + "Value");
            kept.IsDecodedNullable = true;
            scope.Writer.Line($"{row.DecodedType(true)} {kept.Decoded} = {condition} ? {row.Decoded} : null;");
        }

        if (row.Bytes is not null && ((needed & Forms.Bytes) != 0 || kept.Decoded is null))
        {
            kept.Bytes = scope.Local(name + "Bytes");
            scope.Writer.Line($"{RuntimeTypes.Bytes} {kept.Bytes} = {condition} ? {row.Bytes} : default;");
        }

        return kept;
    }

    /// <summary>Maps a row that is there.</summary>
    public static LaneVariable Map(NodeScope scope, MethodModel method, LaneVariable row, string name, LaneType type)
    {
        var mapped = new LaneVariable(name, type, mayBeNull: true, new StepPlan(scope.Node.Member, StepKind.Process));
        var (isThere, call) = Guarded(scope, method, row);
        if (method.Returns is { IsSpan: true })
        {
            mapped.Bytes = scope.Local(name + "Bytes");
            string wrapped = $"new {RuntimeTypes.Bytes}({call})";
            scope.Writer.Line($"{RuntimeTypes.Bytes} {mapped.Bytes} = {(isThere is null ? wrapped : $"{isThere} ? {wrapped} : default")};");
            return mapped;
        }

        mapped.Decoded = scope.Local(name);
        mapped.IsDecodedNullable = true;
        scope.Writer.Line($"{mapped.DecodedType(true)} {mapped.Decoded} = {(isThere is null ? call : $"{isThere} ? {call} : null")};");
        return mapped;
    }

    /// <summary>A test for whether the row is there (null when it must be), and a call that may stand behind it.</summary>
    private static (string? IsThere, string Call) Guarded(NodeScope scope, MethodModel method, LaneVariable row)
    {
        var parameter = method.Parameters.FirstOrDefault(parameter => parameter.Role is ParameterRole.Value);
        if (parameter is null || !row.MayBeNull)
        {
            string? test = row.MayBeNull ? NodeScope.IsPresent(row) : null;
            return (test, Call(scope, method, parameter is null ? null : CallWriter.Data(scope, method, parameter, row, scope.Node.Member)));
        }

        if (parameter.Type.IsSpan)
        {
            string bytes = scope.Bytes(row);
            return ($"!{bytes}.IsNull", Call(scope, method, bytes + ".Span"));
        }

        string value = row.Type.Type.IsRaw && !parameter.Type.IsRaw
            ? CallWriter.DecodeAs(scope, parameter, row)
            : scope.Decoded(row);
        string present = scope.Local("present");
        return ($"{value} is {{ }} {present}", Call(scope, method, present));
    }

    private static string Call(NodeScope scope, MethodModel method, string? value) => CallWriter.Call(
        scope, method, value is null ? null : new Dictionary<ParameterRole, string> { [ParameterRole.Value] = value });
}
