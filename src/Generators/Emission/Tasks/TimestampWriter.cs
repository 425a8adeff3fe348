using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>
/// Writes the override that asks timestamp extractors. Bytes that cannot be read are the deserialization error handler's, as they would be
/// without an extractor; what the extractor itself throws is nobody's but the user's, and ends the topology.
/// </summary>
internal static class TimestampWriter
{
    public static void Write(SourceWriter writer, TaskWriter task)
    {
        var sources = task.Plan.Nodes.Items.Where(node => node.Work is SourceWork).ToList();
        if (!sources.Exists(node => ExtractorOf(node) is not null))
        {
            return;
        }

        writer.Template($$"""
            public override long ExtractTimestamp(int source, in {{RuntimeTypes.RawRecord}} record)
            {
                switch (source)
                {
                    {{Cases}}
                    default:
                        return record.Timestamp;
                }
            }

            """);

        void Cases()
        {
            for (int i = 0; i < sources.Count; i++)
            {
                if (ExtractorOf(sources[i]) is { } extractor)
                {
                    using (writer.Block($"case {CSharpLiteral.Of(i)}:"))
                    {
                        Extract(writer, task, sources[i], extractor);
                    }
                }
            }
        }
    }

    private static MethodModel? ExtractorOf(PlanNode node) => ((SourceWork)node.Work).Timestamps.Extractor;

    private static void Extract(SourceWriter writer, TaskWriter task, PlanNode node, MethodModel extractor)
    {
        var key = Lane("key", "record.Key", node.In.Key, extractor, ParameterRole.Key, StepKind.DeserializeKey, node);
        var value = Lane("value", "record.Value", node.In.Value, extractor, ParameterRole.Value, StepKind.DeserializeValue, node);
        var scope = new NodeScope(task, node, writer, key, value, old: null) { Timestamp = "record.Timestamp" };
        if (!Decode(scope, key, extractor, ParameterRole.Key))
        {
            Check(scope, node.In.Key, EntryWriter.CheckKey);
        }

        if (!Decode(scope, value, extractor, ParameterRole.Value))
        {
            Check(scope, node.In.Value, EntryWriter.CheckValue);
        }

        writer.Line($"return {CallWriter.Call(scope, extractor)};");
    }

    /// <summary>A lane as the extractor reads it: of bytes that the source does not look into, its own type.</summary>
    private static LaneVariable Lane(
        string name, string bytes, LanePlan plan, MethodModel extractor, ParameterRole role, StepKind kind, PlanNode node)
    {
        var parameter = extractor.Parameters.Items.FirstOrDefault(parameter => parameter.Role == role);
        var type = plan.Type.Type.IsRaw && parameter is { Type.IsRaw: false, Serde: { } serde }
            ? new LaneType(parameter.Type, serde)
            : plan.Type;
        return new LaneVariable(name, type, mayBeNull: true, new StepPlan(node.Member, kind)) { Bytes = bytes };
    }

    /// <summary>Writes the check of what the extractor does not read: neither it nor anything else sees a record that cannot be read.</summary>
    private static void Check(NodeScope scope, LanePlan lane, Action<SourceWriter, TaskWriter, PlanNode> write)
    {
        if (!((SourceWork)scope.Node.Work).Checks(lane.Type))
        {
            return;
        }

        Try(scope, () => write(scope.Writer, scope.Task, scope.Node));
        scope.Called();
    }

    /// <summary>Writes what reads a key or value for the extractor; false when it does not want it read.</summary>
    private static bool Decode(NodeScope scope, LaneVariable lane, MethodModel extractor, ParameterRole role)
    {
        if (!extractor.Parameters.Items.Any(parameter => parameter.Role == role && !parameter.Type.IsSpan))
        {
            return false;
        }

        string decoded = scope.Local(lane.Name);
        scope.Writer.Line($"{lane.DecodedType(true)} {decoded};");
        Try(scope, () =>
        {
            scope.At(lane.Origin.Member, lane.Origin.Kind);
            string value = LaneEncoder.Deserialize(lane.Type.Serde.Instance, lane.Bytes!);
            scope.Writer.Line($"{decoded} = {lane.Bytes}.IsNull ? null : {value};");
        });
        lane.Decoded = decoded;
        lane.IsDecodedNullable = true;
        return true;
    }

    /// <summary>Writes what reads or checks bytes: where they cannot be read, there is no timestamp.</summary>
    private static void Try(NodeScope scope, Action read) => scope.Writer.Template($$"""
        try
        {
            {{read}}
        }
        {{ForwardWriter.Guard}}
        {
            return Unreadable;
        }

        """);
}
