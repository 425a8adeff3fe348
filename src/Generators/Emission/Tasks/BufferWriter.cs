using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes what holds records back: suppress, and joins with grace. What is due leaves when another record comes.</summary>
internal static class BufferWriter
{
    public static void Write(NodeScope scope)
    {
        switch (scope.Node.Work)
        {
            case SuppressWork work:
                Suppress(scope, work);
                break;
            case JoinBufferWork work:
                Await(scope, work);
                break;
        }
    }

    private static void Suppress(NodeScope scope, SuppressWork work)
    {
        string buffer = scope.Task.Store(work.Store);
        string key = scope.Bytes(scope.Key) + ".Span";
        string old = scope.Bytes(scope.Old!);
        string value = scope.Bytes(scope.Value);
        string place = work.WindowEnd is { } end ? EndOf(end, key) : scope.Timestamp;
        scope.AtWork();
        scope.Writer.Line($"{buffer}.Put({key}, {old}, {value}, {place}, {scope.Timestamp}, Context.Record);");
        ForwardDue(scope, work.Store);
    }

    /// <summary>The end of the window, which stands in its key.</summary>
    private static string EndOf(WindowEndPlan end, string key)
    {
        string number = $"{RuntimeTypes.BigEndian}.ReadInt64BigEndian({key}[^{CSharpLiteral.Of(end.FromEnd)}..])";
        return end.Size == 0 ? number : $"{number} + {CSharpLiteral.Of(end.Size)}";
    }

    private static void Await(NodeScope scope, JoinBufferWork work)
    {
        scope.AtWork();
        if (work.IsLeft)
        {
            StoreWriter.DropIfNull(scope, "its value is null", scope.Value);
        }
        else
        {
            StoreWriter.DropIfNull(scope, "its key or value is null", scope.Key, scope.Value);
        }

        string buffer = scope.Task.Store(work.Store);
        string key = scope.Bytes(scope.Key);
        string value = scope.Bytes(scope.Value);

        // Without a key there is nothing to wait for.
        string keyless = scope.Key.MayBeNull ? $"{key}.IsNull || " : "";
        scope.AtWork();
        using (scope.Writer.Block($"if ({keyless}!{buffer}.TryPut({key}.Span, {value}.Span, {scope.Timestamp}, Context.Record))"))
        {
            ForwardWriter.Forward(scope.Fork());
            scope.Writer.Line("return;");
        }

        scope.Writer.Line();
        ForwardDue(scope, work.Store);
    }

    /// <summary>Writes what happens when stream time goes on without a record.</summary>
    public static void Advance(SourceWriter writer, TaskWriter task, PlanNode node)
    {
        string store = node.Work is SuppressWork suppress ? suppress.Store : ((JoinBufferWork)node.Work).Store;
        string buffer = task.Store(store);
        if (node.Work is SuppressWork && task.Plan.Stores.Items.Any(cached => cached.Caching))
        {
            // What record caches hold back came before that time.
            writer.Line("Flush();");
        }

        writer.Template($$"""
            {{buffer}}.Advance(time);
            if ({{buffer}}.HasDue)
            {
                {{task.Names.Flush(store)}}();
            }

            """);
    }

    /// <summary>Writes the method that forwards what is due.</summary>
    public static void WriteFlush(SourceWriter writer, TaskWriter task, StorePlan store)
    {
        string buffer = task.Names.Store(store);
        var scope = Due(writer, task, task.Plan.Nodes[store.Node]);
        writer.Template($$"""
            BeginDue();
            try
            {
                while ({{buffer}}.TryTake(out var held))
                {
                    EnterDue(held);
                    {{Forward}}
                }
            }
            finally
            {
                EndDue();
            }
            """);

        void Forward()
        {
            ForwardWriter.Guarded(scope, ForwardWriter.Forward);
            scope.AtWork();
        }
    }

    private static void ForwardDue(NodeScope scope, string store)
    {
        using (scope.Writer.Block($"if ({scope.Task.Store(store)}.HasDue)"))
        {
            scope.Writer.Line($"{scope.Task.Names.Flush(store)}();");
        }
    }

    private static NodeScope Due(SourceWriter writer, TaskWriter task, PlanNode node)
    {
        var origin = new StepPlan(node.Member, StepKind.Process);
        var lanes = node.Out ?? node.In;
        var key = new LaneVariable("key", lanes.Key.Type, mayBeNull: false, origin) { Bytes = $"new {RuntimeTypes.Bytes}(held.Key)" };
        var value = new LaneVariable("value", lanes.Value.Type, lanes.Value.MayBeNull, origin) { Bytes = "held.NewValue" };
        var old = new LaneVariable("oldValue", lanes.Value.Type, mayBeNull: true, origin) { Bytes = "held.OldValue" };
        var scope = new NodeScope(task, node, writer, key, value, old) { Timestamp = "held.Timestamp" };
        scope.Local("held");
        return scope;
    }
}
