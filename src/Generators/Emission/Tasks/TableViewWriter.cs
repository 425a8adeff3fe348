using GenStreams.Generators.Model;
using GenStreams.Generators.Planning;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes lookups of rows: of a table's store or, where it has none, of what it is made of.</summary>
internal static class TableViewWriter
{
    /// <summary>Writes the lookup of the row of the key at hand, which is null when there is none.</summary>
    /// <param name="scope">Where it is looked up.</param>
    /// <param name="view">The table.</param>
    /// <param name="name">What the row is called.</param>
    /// <param name="needsBytes">Whether the row is read as bytes, not decoded.</param>
    public static LaneVariable Read(NodeScope scope, TableViewPlan view, string name, bool needsBytes) =>
        Read(scope, view, name, needsBytes, timestamp: null);

    /// <summary>As <see cref="Read(NodeScope, TableViewPlan, string, bool)"/>, with the row's timestamp where there is one.</summary>
    public static (LaneVariable Row, string Timestamp) ReadTimed(NodeScope scope, TableViewPlan view, string name, bool needsBytes)
    {
        string timestamp = scope.Local(name + "Timestamp");
        scope.Writer.Line($"long {timestamp} = -1;");
        return (Read(scope, view, name, needsBytes, timestamp), timestamp);
    }

    /// <summary>Whether a joiner takes a side as bytes.</summary>
    public static bool NeedsBytes(MethodModel method, ParameterRole side) =>
        method.Parameters.Items.Any(parameter => parameter.Role == side && parameter.Type.IsSpan);

    /// <summary>The key as the table has it: of the same bytes only when the serde is the same.</summary>
    public static LaneVariable Lookup(NodeScope scope, LaneVariable key, LaneType table)
    {
        var lookup = scope.Carried(key, table);
        scope.Bytes(lookup);
        if (LaneCarriage.Between(key.Type, table) == Carriage.AsIs)
        {
            key.Bytes = lookup.Bytes;
        }

        return lookup;
    }

    /// <summary>The test that stands before the lookup of a key that can be null.</summary>
    public static string IfPresent(LaneVariable key) => key.MayBeNull ? $"!{key.Bytes}.IsNull && " : "";

    /// <summary>Declares a row, which is null until it is found.</summary>
    public static LaneVariable Declare(NodeScope scope, LaneType type, string name, bool needsBytes)
    {
        var row = new LaneVariable(name, type, mayBeNull: true, new StepPlan(scope.Node.Member, StepKind.Process));
        if (needsBytes || type.Type.IsRaw)
        {
            row.Bytes = scope.Local(name + "Bytes");
            scope.Writer.Line($"{RuntimeTypes.Bytes} {row.Bytes} = default;");
        }
        else
        {
            row.Decoded = scope.Local(name);
            row.IsDecodedNullable = true;
            scope.Writer.Line($"{row.DecodedType(true)} {row.Decoded} = null;");
        }

        return row;
    }

    /// <summary>Takes a row that was found.</summary>
    public static void Take(NodeScope scope, LaneVariable row, string span) => scope.Writer.Line(row.Bytes is { } bytes
        ? $"{bytes} = new {RuntimeTypes.Bytes}({span});"
        : $"{row.Decoded} = {row.Type.Serde.Instance}.Deserialize({span});");

    private static LaneVariable Read(NodeScope scope, TableViewPlan view, string name, bool needsBytes, string? timestamp)
    {
        var row = Declare(scope, view.Value, name, needsBytes && view.Steps.Count == 0);
        var lookup = Lookup(scope, scope.Key, view.Key);
        string entry = scope.Local("row");
        string key = scope.Bytes(lookup) + ".Span";
        string found = view.IsVersioned
            ? VersionWriter.Lookup(scope, view.Store, key, entry)
            : $"{scope.Task.Store(view.Store)}.TryGet({key}, out var {entry})";
        scope.AtWork();
        using (scope.Writer.Block($"if ({IfPresent(lookup)}{found})"))
        {
            Take(scope, row, $"{entry}.Value");
            if (timestamp is not null)
            {
                scope.Writer.Line($"{timestamp} = {entry}.Timestamp;");
            }
        }

        scope.Writer.Line();
        foreach (var step in view.Steps)
        {
            row = step.Join is { } join ? Join(scope, step, join, row, name, timestamp) : Through(scope, step, row, name);
        }

        return row;
    }

    private static LaneVariable Through(NodeScope scope, TableViewStep step, LaneVariable row, string name)
    {
        if (!step.IsFilter)
        {
            return RowWriter.Map(scope, step.Method, row, name, step.Result);
        }

        string kept = scope.Local("kept");
        string condition = RowWriter.Accepts(scope, step.Method, step.Negated, row);
        scope.Writer.Line($"bool {kept} = {condition};");
        return RowWriter.Keep(scope, row, kept, name, Forms.Decoded | Forms.Bytes);
    }

    /// <summary>The later timestamp of two rows counts; that of a row that is not there does not.</summary>
    private static LaneVariable Join(
        NodeScope scope, TableViewStep step, ViewJoinPlan join, LaneVariable row, string name, string? timestamp)
    {
        bool needsBytes = NeedsBytes(step.Method, ParameterRole.Right);
        if (timestamp is null)
        {
            return JoinedWriter.Write(scope, step.Method, join.Kind, row, Read(scope, join.Right, "partner", needsBytes), name, step.Result);
        }

        var (partner, partnerTimestamp) = ReadTimed(scope, join.Right, "partner", needsBytes);
        string own = $"{NodeScope.IsPresent(row)} ? {timestamp} : -1";
        string other = $"{NodeScope.IsPresent(partner)} ? {partnerTimestamp} : -1";
        scope.Writer.Line($"{timestamp} = {RuntimeTypes.Math}.Max({own}, {other});");
        return JoinedWriter.Write(scope, step.Method, join.Kind, row, partner, name, step.Result);
    }
}
