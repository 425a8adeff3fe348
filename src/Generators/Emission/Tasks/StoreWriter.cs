namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes what tables and aggregations have in common: dropping, looking up, putting, telling.</summary>
internal static class StoreWriter
{
    /// <summary>Drops the record when any of some lanes is null, and knows from there on that none is.</summary>
    public static void DropIfNull(NodeScope scope, string reason, params LaneVariable[] lanes)
    {
        if (NodeScope.AnyNull(lanes) is { } test)
        {
            using (scope.Writer.Block($"if ({test})"))
            {
                scope.Writer.Line($"Drop({CSharpLiteral.Of(reason)});").Line("return;");
            }

            scope.Writer.Line();
        }

        foreach (var lane in lanes)
        {
            lane.MayBeNull = false;
        }
    }

    /// <summary>Reads the value before the change, where an output wants it; decoded, as the store's memory is reused by the change.</summary>
    public static void ReadOld(NodeScope scope, string store)
    {
        if (scope.Node.Out?.Old is not { } plan)
        {
            return;
        }

        var old = new LaneVariable("oldValue", plan.Type, mayBeNull: true, plan.Origin)
        {
            Decoded = scope.Local("oldValue"),
            IsDecodedNullable = true,
        };
        string entry = scope.Local("before");
        scope.AtWork();
        string lookup = $"{scope.Task.Store(store)}.TryGet({scope.Bytes(scope.Key)}.Span, out var {entry})";
        scope.Writer.Line(
            $"{old.DecodedType(true)} {old.Decoded} = {lookup} ? {plan.Type.Serde.Instance}.Deserialize({entry}.Value) : null;");
        scope.Old = old;
    }

    /// <summary>Puts the value at hand into a store; null deletes.</summary>
    public static void Put(NodeScope scope, string store)
    {
        string field = scope.Task.Store(store);
        string key = scope.Bytes(scope.Key) + ".Span";
        string value = scope.Bytes(scope.Value);
        scope.AtWork();
        string put = $"{field}.Put({key}, {value}.Span, {scope.Timestamp}, Headers);";
        if (!scope.Value.MayBeNull)
        {
            scope.Writer.Line(put);
            return;
        }

        using (scope.Writer.Block($"if ({value}.IsNull)"))
        {
            scope.Writer.Line($"{field}.Delete({key}, {scope.Timestamp}, Headers);");
        }

        using (scope.Writer.Block("else"))
        {
            scope.Writer.Line(put);
        }

        scope.Writer.Line();
    }

    /// <summary>Tells the outputs of a change: at once, or when the cache is flushed.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="store">The store.</param>
    /// <param name="isGuarded">Whether an error of the outputs ends nothing but their work, as more changes follow.</param>
    public static void Tell(NodeScope scope, string store, bool isGuarded = false)
    {
        string field = scope.Task.Store(store);
        bool isCached = scope.Task.Plan.Store(store).Caching;
        if (scope.Node.Outputs.Count == 0)
        {
            if (isCached)
            {
                FlushWhenFull(scope, $"if ({field}.CacheIsFull)", store);
            }

            return;
        }

        using (scope.Writer.Block($"if (!{field}.IsCached)"))
        {
            if (isGuarded)
            {
                ForwardWriter.Guarded(scope, ForwardWriter.Forward);
            }
            else
            {
                ForwardWriter.Forward(scope.Fork());
            }
        }

        FlushWhenFull(scope, $"else if ({field}.CacheIsFull)", store);
    }

    /// <summary>Flushes the cache when a condition holds.</summary>
    public static void FlushWhenFull(NodeScope scope, string condition, string store)
    {
        using (scope.Writer.Block(condition))
        {
            scope.Writer.Line($"{scope.Task.Names.Flush(store)}();");
        }
    }
}
