using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes work on tables: making them of records, filtering and mapping their rows.</summary>
internal static class TableWriter
{
    public static void Write(NodeScope scope)
    {
        switch (scope.Node.Work)
        {
            case TableWork work:
                Make(scope, work);
                break;
            case TableFilterWork work:
                Filter(scope, work);
                break;
            case TableMapValuesWork work:
                MapValues(scope, work);
                break;
        }
    }

    private static void Make(NodeScope scope, TableWork work)
    {
        scope.AtWork();
        StoreWriter.DropIfNull(scope, "its key is null", scope.Key);
        if (work.Store is null)
        {
            ForwardWriter.Forward(scope);
            return;
        }

        if (work.HistoryRetention is not null)
        {
            StoreWriter.ReadOld(scope, work.Store);
            VersionWriter.PutAndTell(scope, work.Store);
            return;
        }

        StoreWriter.EndIfAbsent(scope, work.Store);
        StoreWriter.ReadOld(scope, work.Store);
        StoreWriter.Put(scope, work.Store);
        StoreWriter.Tell(scope, work.Store);
    }

    private static void Filter(NodeScope scope, TableFilterWork work)
    {
        string kept = scope.Local("kept");
        string condition = RowWriter.Accepts(scope, work.Method, work.Negated, scope.Value);
        scope.Writer.Line($"bool {kept} = {condition};");
        string? before = Before(scope, work);
        if (before is not null)
        {
            using (scope.Writer.Block($"if (!{kept} && !{before})"))
            {
                scope.Writer.Line("return;");
            }

            scope.Writer.Line();
        }

        scope.Value = RowWriter.Keep(scope, scope.Value, kept, "kept", work.Store is null ? NeededBelow(scope, lanes => lanes.Value) : Forms.Bytes);
        if (work.Store is null)
        {
            if (scope.Node.Out?.Old is not null && before is not null)
            {
                scope.Old = RowWriter.Keep(scope, scope.Old!, before, "keptOld", NeededBelow(scope, lanes => lanes.Old));
            }

            ForwardWriter.Forward(scope);
            return;
        }

        StoreWriter.EndIfAbsent(scope, work.Store);
        StoreWriter.Put(scope, work.Store);
        StoreWriter.Tell(scope, work.Store);
    }

    /// <summary>Writes whether the row was there before; null where nothing depends on it.</summary>
    private static string? Before(NodeScope scope, TableFilterWork work)
    {
        if (work.Store is not null)
        {
            if (scope.Node.Out?.Old is not null)
            {
                StoreWriter.ReadOld(scope, work.Store);
                return work.SuppressesAbsent ? $"({NodeScope.IsPresent(scope.Old!)})" : null;
            }

            return work.SuppressesAbsent ? $"{scope.Task.Store(work.Store)}.TryGet({scope.Bytes(scope.Key)}.Span, out _)" : null;
        }

        if (!work.SuppressesAbsent)
        {
            return null;
        }

        string before = scope.Local("keptBefore");
        string condition = RowWriter.Accepts(scope, work.Method, work.Negated, scope.Old!);
        scope.Writer.Line($"bool {before} = {condition};");
        return before;
    }

    private static Forms NeededBelow(NodeScope scope, Func<LanesPlan, LanePlan?> lane) => scope.Node.Outputs
        .Select(output => lane(scope.Task.Plan.Nodes[output].In)?.Forms ?? Forms.None)
        .Aggregate(Forms.None, (all, forms) => all | forms);

    private static void MapValues(NodeScope scope, TableMapValuesWork work)
    {
        var plan = work.Store is null ? scope.Node.Out?.Value.Type : scope.Task.Plan.Store(work.Store).Value;
        if (plan is null)
        {
            return;
        }

        var mapped = RowWriter.Map(scope, work.Method, scope.Value, "newValue", plan);
        if (work.Store is not null)
        {
            StoreWriter.ReadOld(scope, work.Store);
        }
        else if (scope.Node.Out!.Old is not null)
        {
            scope.Old = RowWriter.Map(scope, work.Method, scope.Old!, "newOldValue", plan);
        }

        scope.Value = mapped;
        if (work.Store is null)
        {
            ForwardWriter.Forward(scope);
            return;
        }

        StoreWriter.EndIfAbsent(scope, work.Store);
        StoreWriter.Put(scope, work.Store);
        StoreWriter.Tell(scope, work.Store);
    }
}
