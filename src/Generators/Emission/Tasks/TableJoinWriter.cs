using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>
/// Writes joins of tables: a change of one side looks the other side's row up and changes the result, by Kafka Streams' rules for each
/// kind of join.
/// </summary>
internal static class TableJoinWriter
{
    public static void Write(NodeScope scope, TableSideJoinWork work)
    {
        scope.AtWork();
        StoreWriter.DropIfNull(scope, "its key is null", scope.Key);
        VersionWriter.EndIfLate(scope, "Drop(\"a later version of its key is known\");", "return;");
        var side = work.FromLeft ? ParameterRole.Right : ParameterRole.Left;
        var (other, timestamp) = TableViewWriter.ReadTimed(
            scope, work.Other, work.FromLeft ? "right" : "left", TableViewWriter.NeedsBytes(work.Method, side));
        EndWithoutResult(scope, work, other);
        string later = $"{scope.Timestamp} = {RuntimeTypes.Math}.Max({scope.Timestamp}, {timestamp});";
        if (other.MayBeNull)
        {
            using (scope.Writer.Block($"if ({NodeScope.IsPresent(other)})"))
            {
                scope.Writer.Line(later);
            }

            scope.Writer.Line();
        }
        else
        {
            scope.Writer.Line(later);
        }

        var changed = scope.Value;
        scope.Value = Joined(scope, work, changed, other, "joined", scope.Node.Out!.Value.Type);
        scope.Old = scope.Node.Out.Old is { } old ? Joined(scope, work, scope.Old!, other, "joinedOld", old.Type) : null;
        ForwardWriter.Forward(scope);
    }

    public static void Write(NodeScope scope, TableMergeWork work)
    {
        if (work.Store is null)
        {
            ForwardWriter.Forward(scope);
            return;
        }

        StoreWriter.EndIfAbsent(scope, work.Store);
        StoreWriter.Put(scope, work.Store);
        StoreWriter.Tell(scope, work.Store);
    }

    private static void EndWithoutResult(NodeScope scope, TableSideJoinWork work, LaneVariable other)
    {
        string[] tests = work.KeepsUnmatched ? [.. new[] { other, scope.Value, scope.Old! }.Select(NodeScope.IsNull)]
            : work.LosesBoth ? [NodeScope.IsNull(other), $"({NodeScope.IsPresent(scope.Value)} || {NodeScope.IsNull(scope.Old!)})"]
            : [NodeScope.IsNull(other)];
        if (!tests.Contains("false"))
        {
            using (scope.Writer.Block($"if ({string.Join(" && ", tests)})"))
            {
                scope.Writer.Line("return;");
            }

            scope.Writer.Line();
        }

        other.MayBeNull &= work.NeedsOld;
    }

    private static LaneVariable Joined(
        NodeScope scope, TableSideJoinWork work, LaneVariable changed, LaneVariable other, string name, LaneType type) => work.FromLeft
        ? JoinedWriter.Write(scope, work.Method, work.Kind, changed, other, name, type)
        : JoinedWriter.Write(scope, work.Method, work.Kind, other, changed, name, type);
}
