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
        var times = new List<string>();
        var emitTimes = new List<string>();
        foreach (var node in task.Plan.Nodes)
        {
            Advance(advance, task, node);
            if (CloseWriter.ClosedOf(task, node) is { } closed)
            {
                save.Add($"{closed}.Save();");
                emitTimes.Add(Visit(((AggregateWork)node.Work).Store, closed));
            }

            if (TimeOf(task, node) is { } time && !times.Contains(time))
            {
                times.Add(time);
            }
        }

        RetentionWriter.Advance(advance, task, "time");
        Override(writer, "AdvanceStreamTime(long time)", advance.ToString().Trim('\n'));
        Override(writer, "SaveProgress()", string.Join("\n", save));
        Override(writer, $"VisitTimes({RuntimeTypes.TimeVisitor} visitor)", string.Join("\n", times.Concat(emitTimes)));
    }

    /// <summary>What shows the stream time that a node has of its own; null for most. The two sides of a join of streams have one.</summary>
    private static string? TimeOf(TaskWriter task, PlanNode node) => node.Work switch
    {
        AggregateWork { Window: not null } work => Visit(node.Name, Windows(task, node, work)),
        JoinSideWork work => Visit(work.Join.Member, task.Names.StreamJoin(task.Plan, work.Join)),
        SuppressWork work => Visit(node.Name, task.Store(work.Store)),
        JoinBufferWork work => Visit(node.Name, task.Store(work.Store)),
        _ => null,
    };

    private static string Visit(string name, string field) => $"visitor.Visit({CSharpLiteral.Of(name)}, {field});";

    /// <summary>Writes what a node does; nothing for most. Nodes come upstream first.</summary>
    private static void Advance(SourceWriter writer, TaskWriter task, PlanNode node)
    {
        switch (node.Work)
        {
            case AggregateWork { Window: { } window } work when window.EmitsOnClose || HasSuppress(task):
                // What has closed for a suppress takes no late records either, so that a final result is one.
                writer.Line($"{Windows(task, node, work)}.Advance(time);");
                if (window.EmitsOnClose)
                {
                    CloseWriter.Close(writer, task, node);
                }

                break;
            case JoinedWork { Join: { UnjoinedStore: not null } join }:
                StreamJoinWriter.Advance(writer, task, join);
                break;
            case SuppressWork or JoinBufferWork:
                BufferWriter.Advance(writer, task, node);
                break;
        }
    }

    private static bool HasSuppress(TaskWriter task) => task.Plan.Nodes.Items.Any(node => node.Work is SuppressWork);

    private static string Windows(TaskWriter task, PlanNode node, AggregateWork work) => work.Window switch
    {
        SlidingWindowModel window => SlidingAggregateWriter.Windows(task, node, work, window),
        SessionWindowModel window => SessionAggregateWriter.Sessions(task, node, work, window),
        var window => WindowAggregateWriter.Windows(task, node, (TimeWindowModel)window!),
    };

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
