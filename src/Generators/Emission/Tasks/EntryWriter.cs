using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>
/// Writes how a record enters: its key and value are checked, or read where the source's readers want them read, and only then its source's
/// method is called.
/// </summary>
internal static class EntryWriter
{
    private const string Key = "record.Key";
    private const string Value = "record.Value";

    public static void Write(SourceWriter writer, TaskWriter task)
    {
        var sources = Enumerable.Range(0, task.Plan.Nodes.Count).Where(i => task.Plan.Nodes[i].Work is SourceWork).ToList();
        writer.Template($$"""
            public override void Process(int source, in {{RuntimeTypes.RawRecord}} record)
            {
                try
                {
                    {{EnterAny}}
                }
                {{ForwardWriter.Guard}}
                {
                }
            }

            """);

        void EnterAny()
        {
            if (sources.Count == 1)
            {
                Enter(writer, task, sources[0]);
            }
            else
            {
                WriteSwitch(writer, task, sources);
            }

            // Also after a record that changed nothing: its time counts.
            RetentionWriter.Advance(writer, task, "record.Timestamp");
        }
    }

    /// <summary>Writes the check of a source's key.</summary>
    public static void CheckKey(SourceWriter writer, TaskWriter task, PlanNode node) =>
        Check(writer, task, node, node.In.Key, StepKind.DeserializeKey, Key);

    /// <summary>Writes the check of a source's value.</summary>
    public static void CheckValue(SourceWriter writer, TaskWriter task, PlanNode node)
    {
        var source = (SourceWork)node.Work;
        switch (source.Content)
        {
            case SourceContent.Values:
                Check(writer, task, node, node.In.Value, StepKind.DeserializeValue, Value);
                break;
            case SourceContent.Changes:
                At(writer, task, node, StepKind.DeserializeValue);
                string serde = source.Checks(node.In.Value.Type) ? ", " + node.In.Value.Type.Serde.Instance : "";
                writer.Line($"{TableTypes.Change}.Check({Value}{serde});");
                break;
            default:
                string type = source.Content == SourceContent.Subscriptions ? TableTypes.ForeignKeySubscription : TableTypes.ForeignKeyResponse;
                At(writer, task, node, StepKind.DeserializeValue);
                writer.Line($"{type}.Check({Value});");
                break;
        }
    }

    private static void WriteSwitch(SourceWriter writer, TaskWriter task, List<int> sources)
    {
        using (writer.Block("switch (source)"))
        {
            for (int i = 0; i < sources.Count; i++)
            {
                using (writer.Block($"case {CSharpLiteral.Of(i)}:"))
                {
                    Enter(writer, task, sources[i]);
                    writer.Line("break;");
                }
            }
        }
    }

    private static void Enter(SourceWriter writer, TaskWriter task, int index)
    {
        var node = task.Plan.Nodes[index];
        var arguments = new List<string>();
        var source = (SourceWork)node.Work;
        if (IsReadAhead(node.In.Key))
        {
            Read(writer, task, node, node.In.Key, StepKind.DeserializeKey, Key, "key");
        }
        else if (!source.KeyIsReadFirst)
        {
            CheckKey(writer, task, node);
        }

        if (IsReadAhead(node.In.Value))
        {
            Read(writer, task, node, node.In.Value, StepKind.DeserializeValue, Value, "value");
        }
        else if (!source.ValueIsReadFirst)
        {
            CheckValue(writer, task, node);
        }

        Pass(arguments, node.In.Key, Key, "key");
        Pass(arguments, node.In.Value, source.OfChanges ? $"{TableTypes.Change}.New({Value})" : Value, "value");
        if (node.In.Old is { } old)
        {
            Pass(arguments, old, $"{TableTypes.Change}.Old({Value})", "oldValue");
        }

        arguments.Add("record.Timestamp");
        writer.Line($"{task.Names.Method(index)}({string.Join(", ", arguments)});");
    }

    private static bool IsReadAhead(LanePlan lane) => (lane.Forms & Forms.Decoded) != 0;

    private static void Pass(List<string> arguments, LanePlan lane, string bytes, string decoded)
    {
        if (lane.Forms == Forms.Presence)
        {
            arguments.Add(bytes + ".IsNull");
            return;
        }

        if ((lane.Forms & Forms.Bytes) != 0)
        {
            arguments.Add(bytes);
        }

        if ((lane.Forms & Forms.Decoded) != 0)
        {
            arguments.Add(decoded);
        }
    }

    private static void Read(SourceWriter writer, TaskWriter task, PlanNode node, LanePlan lane, StepKind kind, string bytes, string name)
    {
        At(writer, task, node, kind);
        writer.Line($"{lane.Type.Type.Declared(true)} {name} = {bytes}.IsNull ? null : {LaneEncoder.Deserialize(lane.Type.Serde.Instance, bytes)};");
    }

    private static void Check(SourceWriter writer, TaskWriter task, PlanNode node, LanePlan lane, StepKind kind, string bytes)
    {
        if (!((SourceWork)node.Work).Checks(lane.Type))
        {
            return;
        }

        At(writer, task, node, kind);
        using (writer.Block($"if (!{bytes}.IsNull)"))
        {
            writer.Line($"{CheckWriter.Checker(lane.Type)}.Check({bytes}.Span);");
        }

        writer.Line();
    }

    private static void At(SourceWriter writer, TaskWriter task, PlanNode node, StepKind kind) =>
        writer.Line($"At = {CSharpLiteral.Of(task.Plan.Step(node.Member, kind))};");
}
