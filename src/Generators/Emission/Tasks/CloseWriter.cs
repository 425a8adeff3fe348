using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes what emits windows once, when they have closed.</summary>
internal static class CloseWriter
{
    /// <summary>
    /// The field that finds what a node has closed, with <c>Begin</c>, <c>MoveNext</c>, <c>Key</c>, <c>Value</c>, <c>Timestamp</c> and
    /// <c>Save</c>; null for a node that emits each update.
    /// </summary>
    public static string? ClosedOf(TaskWriter task, PlanNode node)
    {
        if (node.Work is not AggregateWork { ProgressStore: { } progress } work)
        {
            return null;
        }

        string state = $"{task.Store(work.Store)}, {task.Store(progress)}";
        return work.Window switch
        {
            TimeWindowModel window => task.Names.Closed(
                node, RuntimeTypes.Windows + "ClosedTimeWindows", $"{WindowAggregateWriter.Windows(task, node, window)}, {state}"),
            SlidingWindowModel window => task.Names.Closed(
                node, RuntimeTypes.Windows + "ClosedWindows", $"{SlidingAggregateWriter.Windows(task, node, work, window)}, {state}"),
            SessionWindowModel window => task.Names.Closed(
                node, RuntimeTypes.Windows + "ClosedWindows", $"{SessionAggregateWriter.Sessions(task, node, work, window)}, {state}"),
            _ => throw new InvalidOperationException($"{work.Window!.GetType().Name} does not close."),
        };
    }

    /// <summary>Writes that what the node's stream time has closed is emitted.</summary>
    public static void Close(SourceWriter writer, TaskWriter task, PlanNode node)
    {
        if (ClosedOf(task, node) is { } closed)
        {
            using (writer.Block($"if ({closed}.Begin())"))
            {
                writer.Line($"{task.Names.Close(node)}();");
            }

            writer.Line();
        }
    }

    /// <summary>Writes a method for each node that closes something.</summary>
    public static void WriteEach(SourceWriter writer, TaskWriter task)
    {
        foreach (var node in task.Plan.Nodes)
        {
            if (ClosedOf(task, node) is { } closed)
            {
                writer.Template($$"""
                    // Emits what {{node.Member}} has closed
                    private void {{task.Names.Close(node)}}()
                    {
                        while ({{closed}}.MoveNext())
                        {
                            {{() => Write(writer, task, node, closed)}}
                        }
                    }

                    """);
            }
        }
    }

    private static void Write(SourceWriter writer, TaskWriter task, PlanNode node, string closed)
    {
        if (node.Outputs.Count == 0)
        {
            return;
        }

        writer.Template($$"""
            try
            {
                {{Forward}}
            }
            {{ForwardWriter.Guard}}
            {
            }
            """);

        void Forward() => FlushWriter.Forward(
            writer,
            task,
            node,
            $"new {RuntimeTypes.Bytes}({closed}.Key)",
            $"new {RuntimeTypes.Bytes}({closed}.Value)",
            $"default({RuntimeTypes.Bytes})",
            closed + ".Timestamp");
    }
}
