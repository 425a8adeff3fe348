using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes what forwards the changes that record caches hold back.</summary>
internal static class FlushWriter
{
    /// <summary>Writes the override that flushes all caches, upstream first.</summary>
    public static void WriteAll(SourceWriter writer, TaskWriter task)
    {
        var cached = task.Plan.Stores.Where(store => store.Caching).ToList();
        var buffers = task.Plan.Stores.Where(store => store is { Kind: SuppressKind, Changelog: not null }).ToList();
        if (cached.Count == 0 && buffers.Count == 0)
        {
            return;
        }

        using (writer.Block("public override void Flush()"))
        {
            foreach (var store in cached)
            {
                writer.Line($"{task.Names.Flush(store.Name)}();");
            }

            foreach (var buffer in buffers)
            {
                // After the caches, whose changes it may have taken.
                writer.Line($"{task.Names.Store(buffer)}.WriteChanges();");
            }
        }

        writer.Line();
    }

    /// <summary>Writes a method for each cached store.</summary>
    public static void WriteEach(SourceWriter writer, TaskWriter task)
    {
        foreach (var store in task.Plan.Stores.Where(store => store.Caching))
        {
            writer.Template($$"""
                // Flushes {{store.Name}}
                private void {{task.Names.Flush(store.Name)}}()
                {
                    {{() => Write(writer, task, store)}}
                }

                """);
        }

        foreach (var store in task.Plan.Stores.Where(store => store.Kind is SuppressKind or JoinBufferKind))
        {
            writer.Template($$"""
                // Forwards what is due of {{store.Name}}
                private void {{task.Names.Flush(store.Name)}}()
                {
                    {{() => BufferWriter.WriteFlush(writer, task, store)}}
                }

                """);
        }
    }

    private static void Write(SourceWriter writer, TaskWriter task, StorePlan store)
    {
        string field = task.Names.Store(store);
        int owner = store.Node;
        if (task.Plan.Nodes[owner].Outputs.Count == 0 || CloseWriter.ClosedOf(task, task.Plan.Nodes[owner]) is not null)
        {
            // Taking a change writes it to the changelog; nobody else is told.
            writer.Template($$"""
                while ({{field}}.TryTakeChange(out _))
                {
                }
                """);
            return;
        }

        Tell(writer, task, store, field + ".TryTakeChange");
    }

    /// <summary>Writes what takes changes of a store as long as there are any, and forwards them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="task">The task.</param>
    /// <param name="store">The store.</param>
    /// <param name="take">What gives the next change.</param>
    public static void Tell(SourceWriter writer, TaskWriter task, StorePlan store, string take) => writer.Template($$"""
        BeginFlush();
        try
        {
            while ({{take}}(out var change))
            {
                Enter(change);
                try
                {
                    {{() => Forward(writer, task, task.Plan.Nodes[store.Node])}}
                }
                {{ForwardWriter.Guard}}
                {
                }
            }
        }
        finally
        {
            EndFlush();
        }
        """);

    private static void Forward(SourceWriter writer, TaskWriter task, PlanNode owner) => Forward(
        writer, task, owner, $"new {RuntimeTypes.Bytes}(change.Key)", "change.NewValue", "change.OldValue", "change.Timestamp");

    /// <summary>Writes what forwards a row of a node's store, as bytes, to who gets its changes.</summary>
    public static void Forward(
        SourceWriter writer, TaskWriter task, PlanNode owner, string keyBytes, string valueBytes, string oldBytes, string timestamp)
    {
        var lanes = owner.Out!;
        var origin = new StepPlan(owner.Member, StepKind.Process);
        var key = new LaneVariable("key", lanes.Key.Type, mayBeNull: false, origin) { Bytes = keyBytes };
        var value = new LaneVariable("value", lanes.Value.Type, lanes.Value.MayBeNull, origin) { Bytes = valueBytes };
        var old = new LaneVariable("oldValue", lanes.Value.Type, mayBeNull: true, origin) { Bytes = oldBytes };
        var scope = new NodeScope(task, owner, writer, key, value, old) { Timestamp = timestamp };
        scope.Local("change");
        ForwardWriter.To(scope, owner.Outputs[0]);
    }
}
