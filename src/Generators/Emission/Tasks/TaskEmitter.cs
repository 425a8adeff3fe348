using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes the task class of a sub-topology: a method for each node, called one by the other.</summary>
internal static class TaskEmitter
{
    public static void Emit(SourceWriter writer, TypeDeclaration declaration, SubTopologyPlan plan, CancellationToken cancellation)
    {
        string name = TopologyFileEmitter.TaskClass(plan.Id);
        var task = new TaskWriter(declaration, plan, new TaskNames(plan, name));
        var methods = new SourceWriter();
        EntryWriter.Write(methods, task);
        PunctuateWriter.Write(methods, task);
        TimestampWriter.Write(methods, task);
        FlushWriter.WriteAll(methods, task);
        var unread = new HashSet<int>(plan.Nodes.Items.SelectMany(node => node.Unread));
        for (int i = 0; i < plan.Nodes.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (plan.Nodes[i].Work is not (SinkWork or RepartitionWork) && !unread.Contains(i))
            {
                WriteNode(methods, task, i);
            }
        }

        FlushWriter.WriteEach(methods, task);
        StreamJoinWriter.WriteExpiries(methods, task);
        RetentionWriter.WriteEach(methods, task);
        CloseWriter.WriteEach(methods, task);
        StreamTimeWriter.Write(methods, task);
        string topics = string.Join(", ", plan.Sources.Select(source => source.Topic.Name));
        writer.Line($"/// <summary>Sub-topology {CSharpLiteral.Of(plan.Id)}: {topics}.</summary>");
        writer.Line(FileSkeleton.GeneratedCode);
        using (writer.Block($"private sealed class {name} : {RuntimeTypes.TopologyTask}"))
        {
            WriteFields(writer, task, name);
            writer.Line(methods.ToString().TrimEnd('\n'));
        }
    }

    private static void WriteFields(SourceWriter writer, TaskWriter task, string name)
    {
        var properties = task.Plan.Stores.Where(store => store.Node < 0).Select(store =>
            $"topology.{PropertyEmitter.FieldOf(store.Member)} = {task.Names.UserStore(store)};").ToList();
        foreach (string field in task.Names.Declarations)
        {
            writer.Line(field);
        }

        if (task.Names.Declarations.Count > 0)
        {
            writer.Line();
        }

        writer.Line($"public {name}({task.Declaration.Reference} topology, {RuntimeTypes.TaskContext} context)");
        using (writer.Indent())
        {
            writer.Line(": base(context)");
        }

        writer.Line("{");
        using (writer.Indent())
        {
            foreach (string assignment in task.Names.Assignments.Concat(properties))
            {
                writer.Line(assignment);
            }
        }

        writer.Line("}").Line();
    }

    private static void WriteNode(SourceWriter writer, TaskWriter task, int index)
    {
        var node = task.Plan.Nodes[index];
        var parameters = new List<string>();
        var key = Parameter("key", node.In.Key, parameters);
        var value = Parameter("value", node.In.Value, parameters);
        var old = node.In.Old is { } lane ? Parameter("oldValue", lane, parameters) : null;
        if (node.IsToldOfLatest)
        {
            parameters.Add("bool isLatest");
        }

        bool isPunctuator = node.Work is PunctuateWork;
        parameters.Add(isPunctuator ? $"{RuntimeTypes.Punctuation} punctuation" : "long timestamp");
        writer.Line($"// {node.Title}");
        if (IsCalledOnce(task.Plan, node))
        {
            writer.Line(RuntimeTypes.AggressiveInlining);
        }

        using (writer.Block($"private void {task.Names.Method(index)}({string.Join(", ", parameters)})"))
        {
            var scope = new NodeScope(task, node, writer, key, value, old) { IsLatest = node.IsToldOfLatest ? "isLatest" : null };
            scope.Timestamp = isPunctuator ? "punctuation.Timestamp" : scope.Timestamp;
            foreach (string name in new[] { key, value, old }.SelectMany(NamesOf))
            {
                scope.Local(name);
            }

            WorkWriter.Write(scope);
        }

        writer.Line();
    }

    // A chain of such nodes becomes one method for the processor, however many operators it has.
    private static bool IsCalledOnce(SubTopologyPlan plan, PlanNode node) =>
        node.Inputs.Count == 0 || node.Work is EmitWork || (node.Inputs.Count == 1 && plan.Nodes.Items.Count(reader => reader.Inputs.Contains(node.Inputs[0])) == 1);

    private static IEnumerable<string> NamesOf(LaneVariable? lane) =>
        new[] { lane?.Bytes, lane?.Decoded, lane?.Absence }.OfType<string>();

    private static LaneVariable Parameter(string name, LanePlan plan, List<string> parameters)
    {
        var lane = new LaneVariable(name, plan.Type, plan.MayBeNull, plan.Origin);
        if ((plan.Forms & Forms.Bytes) != 0)
        {
            lane.Bytes = name + "Bytes";
            parameters.Add($"{RuntimeTypes.Bytes} {lane.Bytes}");
        }

        if ((plan.Forms & Forms.Decoded) != 0)
        {
            lane.Decoded = name;
            lane.IsDecodedNullable = plan.MayBeNull;
            parameters.Add($"{lane.DecodedType(plan.MayBeNull)} {name}");
        }

        if (plan.Forms == Forms.Presence)
        {
            lane.Absence = name + "IsNull";
            parameters.Add($"bool {lane.Absence}");
        }

        return lane;
    }
}
