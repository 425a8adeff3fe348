using GenStreams.Generators.Planning.Plan;

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

    /// <summary>
    /// Reads the value before the change, where an output wants it, in the form that it wants; never as a span into the store, whose
    /// memory is reused by the change.
    /// </summary>
    /// <param name="scope">Where it is read.</param>
    /// <param name="store">The store.</param>
    /// <param name="key">The bytes of the store's key, where they are not those of the key at hand.</param>
    public static void ReadOld(NodeScope scope, string store, string? key = null)
    {
        if (scope.Node.Out?.Old is not { } plan)
        {
            return;
        }

        var old = new LaneVariable("oldValue", plan.Type, mayBeNull: true, plan.Origin);
        var forms = scope.Node.Outputs.Aggregate(Forms.None, (all, output) => all | (scope.Task.Plan.Nodes[output].In.Old?.Forms ?? Forms.None));
        key ??= scope.Bytes(scope.Key);
        scope.AtWork();
        string lookup = $"{scope.Task.Store(store)}.TryGet({key}.Span, out ";
        if ((forms & (Forms.Bytes | Forms.Decoded)) == 0)
        {
            old.Absence = scope.Local("oldValueIsNull");
            scope.Writer.Line($"bool {old.Absence} = !{lookup}_);");
        }
        else if ((forms & Forms.Bytes) != 0)
        {
            CopyOld(scope, old, lookup);
        }
        else
        {
            old.Decoded = scope.Local("oldValue");
            old.IsDecodedNullable = true;
            string entry = scope.Local("before");
            string value = $"{plan.Type.Serde.Instance}.Deserialize({entry}.Value)";
            scope.Writer.Line($"{old.DecodedType(true)} {old.Decoded} = {lookup}var {entry}) ? {value} : null;");
        }

        scope.Old = old;
    }

    /// <summary>
    /// Ends with a deletion of what is not there, where the store has a record cache: as in Kafka Streams, neither the changelog nor anybody else
    /// hears of it. Without a cache both do.
    /// </summary>
    public static void EndIfAbsent(NodeScope scope, string store)
    {
        if (!scope.Value.MayBeNull)
        {
            return;
        }

        string key = scope.Bytes(scope.Key);
        string value = scope.Bytes(scope.Value);
        scope.AtWork();
        string field = scope.Task.Store(store);
        using (scope.Writer.Block($"if ({value}.IsNull && {field}.IsCached && !{field}.TryGet({key}.Span, out _))"))
        {
            scope.Writer.Line("return;");
        }

        scope.Writer.Line();
    }

    /// <summary>Puts the value at hand into a store; null deletes.</summary>
    public static void Put(NodeScope scope, string store)
    {
        string field = scope.Task.Store(store);
        string key = scope.Bytes(scope.Key) + ".Span";
        string value = scope.Bytes(scope.Value);
        scope.AtWork();
        string put = $"{field}.Put({key}, {value}.Span, {scope.Timestamp}, Context.Record);";
        if (!scope.Value.MayBeNull)
        {
            scope.Writer.Line(put);
            return;
        }

        using (scope.Writer.Block($"if ({value}.IsNull)"))
        {
            scope.Writer.Line($"{field}.Delete({key}, {scope.Timestamp}, Context.Record);");
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

    private static void CopyOld(NodeScope scope, LaneVariable old, string lookup)
    {
        string buffer = scope.Task.Names.Buffer(scope.Node, "oldValue");
        string entry = scope.Local("before");
        old.Bytes = scope.Local("oldValueBytes");
        scope.Writer.Line($"{RuntimeTypes.Bytes} {old.Bytes} = default;");
        using (scope.Writer.Block($"if ({lookup}var {entry}))"))
        {
            scope.Writer.Line($"{buffer}.ResetWrittenCount();");
            scope.Writer.Line($"global::System.Buffers.BuffersExtensions.Write({buffer}, {entry}.Value);");
            scope.Writer.Line($"{old.Bytes} = new {RuntimeTypes.Bytes}({buffer}.WrittenSpan);");
        }

        scope.Writer.Line();
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
