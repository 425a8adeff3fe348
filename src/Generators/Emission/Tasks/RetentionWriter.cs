using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes what deletes rows that nobody has written to for the retention of their store, and tells of it.</summary>
internal static class RetentionWriter
{
    /// <summary>Writes that a stream time makes rows go, upstream first.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="task">The task.</param>
    /// <param name="time">An expression for the time.</param>
    public static void Advance(SourceWriter writer, TaskWriter task, string time)
    {
        foreach (var store in StoresOf(task))
        {
            writer.Line();
            using (writer.Block($"if ({task.Names.Retention(store)}.Advance({time}))"))
            {
                writer.Line($"{task.Names.Expire(store)}();");
            }
        }
    }

    /// <summary>Writes a method for each store whose rows go.</summary>
    public static void WriteEach(SourceWriter writer, TaskWriter task)
    {
        foreach (var store in StoresOf(task))
        {
            writer.Line($"// Deletes rows of {store.Name} that are over");
            using (writer.Block($"private void {task.Names.Expire(store)}()"))
            {
                Write(writer, task, store);
            }

            writer.Line();
        }
    }

    private static void Write(SourceWriter writer, TaskWriter task, StorePlan store)
    {
        string retention = task.Names.Retention(store);
        if (store.Node < 0 || task.Plan.Nodes[store.Node].Outputs.Count == 0)
        {
            using (writer.Block($"while ({retention}.TryTake(out _))"))
            {
            }
        }
        else
        {
            FlushWriter.Tell(writer, task, store, retention + ".TryTake");
        }

        if (store.Caching)
        {
            writer.Line();
            using (writer.Block($"if ({task.Names.Store(store)}.CacheIsFull)"))
            {
                writer.Line($"{task.Names.Flush(store.Name)}();");
            }
        }
    }

    private static IEnumerable<StorePlan> StoresOf(TaskWriter task) => task.Plan.Stores.Where(store => store.Rows.Retention is not null);
}
