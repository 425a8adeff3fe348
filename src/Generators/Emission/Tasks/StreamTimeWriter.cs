using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes what a task does when stream time goes on without a record, and what it saves at commits of what it emitted by time.</summary>
internal static class StreamTimeWriter
{
    public static void Write(SourceWriter writer, TaskWriter task)
    {
        var advance = new SourceWriter();
        var save = new List<string>();
        foreach (var node in task.Plan.Nodes)
        {
            Advance(advance, task, node);
            if (CloseWriter.ClosedOf(task, node) is { } closed)
            {
                save.Add($"{closed}.Save();");
            }
        }

        Override(writer, "AdvanceStreamTime(long time)", advance.ToString().TrimEnd('\n'));
        Override(writer, "SaveProgress()", string.Join("\n", save));
    }

    /// <summary>Writes what a node does; nothing for most. Nodes come upstream first.</summary>
    private static void Advance(SourceWriter writer, TaskWriter task, PlanNode node)
    {
        switch (node.Work)
        {
            case AggregateWork { Window: TimeWindowModel { EmitsOnClose: true } window }:
                writer.Line($"{WindowAggregateWriter.Windows(task, node, window)}.Advance(time);");
                CloseWriter.Close(writer, task, node);
                break;
            case JoinedWork { Join: { UnjoinedStore: not null } join }:
                StreamJoinWriter.Advance(writer, task, join);
                break;
            case AggregateWork { Window: SlidingWindowModel { EmitsOnClose: true } window } work:
                writer.Line($"{SlidingAggregateWriter.Windows(task, node, work, window)}.Advance(time);");
                CloseWriter.Close(writer, task, node);
                break;
            case AggregateWork { Window: SessionWindowModel { EmitsOnClose: true } window } work:
                writer.Line($"{SessionAggregateWriter.Sessions(task, node, work, window)}.Advance(time);");
                CloseWriter.Close(writer, task, node);
                break;
            case AggregateWork { Window: TimeWindowModel window } when task.Plan.Nodes.Items.Any(node => node.Work is SuppressWork):
                // What has closed for a suppress takes no late records either, so that a final result is one.
                writer.Line($"{WindowAggregateWriter.Windows(task, node, window)}.Advance(time);");
                break;
            case SuppressWork or JoinBufferWork:
                BufferWriter.Advance(writer, task, node);
                break;
        }
    }

    private static void Override(SourceWriter writer, string head, string body)
    {
        if (body.Length > 0)
        {
            using (writer.Block("public override void " + head))
            {
                writer.Line(body);
            }

            writer.Line();
        }
    }
}
