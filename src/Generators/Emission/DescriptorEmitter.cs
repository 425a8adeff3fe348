using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>The topology as static data. In a class of its own, so that the user's class gets no static constructor by it.</summary>
internal static class DescriptorEmitter
{
    public const string ClassName = "GenStreamsDescriptor";

    private const string Types = RuntimeTypes.Topologies;

    public static void Write(SourceWriter writer, TopologyPlan plan)
    {
        writer.Line(FileSkeleton.GeneratedCode);
        using (writer.Block($"private static class {ClassName}"))
        {
            using (writer.Block($"internal static {Types}TopologyDescriptor Value {{ get; }} = new()", "};"))
            {
                writer.Line($"Name = {CSharpLiteral.Of(plan.Model.Name)},");
                writer.Line($"TypeName = {CSharpLiteral.Of(plan.Model.Declaration.MetadataName)},");
                List(writer, "SubTopologies", plan.SubTopologies, part => SubTopology(writer, part));
                List(writer, "GlobalTables", plan.GlobalTables, table => writer.Line(
                    $"new({CSharpLiteral.Of(table.Member)}, {Topic(table.Topic)}, {CSharpLiteral.Of(table.Store)}){Settings(CheckOf(table))},"));
                List(writer, "RepartitionTopics", plan.RepartitionTopics, topic => writer.Line(
                    $"new({Topic(topic.Topic)}, {(topic.Partitions is { } count ? CSharpLiteral.Of(count) : "null")}, [{Topics(topic.Upstream)}]),"));
                TopicSerdes(writer, plan);
                WriteText(writer, plan, "Description", DescriptionWriter.WriteWithTimes(plan));
                WriteText(writer, plan, "Mermaid", MermaidWriter.Write(plan));
            }
        }
    }

    private static void SubTopology(SourceWriter writer, SubTopologyPlan part)
    {
        using (writer.Block("new()", "},"))
        {
            writer.Line($"Id = {CSharpLiteral.Of(part.Id)},");
            List(writer, "Sources", part.Sources, source => writer.Line(
                $"new({CSharpLiteral.Of(source.Member)}, {Topic(source.Topic)}, global::GenStreams.OffsetReset.{source.OffsetReset}){SettingsOf(part, source)},"));
            writer.Line($"Sinks = [{Topics(SinksOf(part))}],");
            List(writer, "Stores", part.Stores, store => Store(writer, store));
            if (part.Nodes.Items.Any(node => node.Work is PunctuateWork))
            {
                Punctuators(writer, part);
            }

            writer.Line($"CopartitionGroups = [{string.Join(", ", part.CopartitionGroups.Select(Group))}],");
            List(writer, "Steps", part.Steps, step => writer.Line($"new({CSharpLiteral.Of(step.Member)}, {Types}StepKind.{step.Kind}),"));
        }
    }

    private static string SettingsOf(SubTopologyPlan part, SourcePlan source)
    {
        var (policy, extractor) = source.Timestamps;
        return Settings(
            policy == SourceTimestamps.FailOnInvalid ? null : $"Timestamps = global::GenStreams.SourceTimestamps.{policy}",
            extractor is null ? null : "HasTimestampExtractor = true",
            CheckOf(part, source));
    }

    /// <summary>What checks the records that a store takes from its source when it is restored.</summary>
    private static string? CheckOf(SubTopologyPlan part, SourcePlan source) =>
        !source.IsUnchecked && part.Stores.Items.Any(store => store.Changelog == source.Topic)
        && CheckWriter.RecordCheck(source.Key, source.Value) is { } check ? "Check = " + check : null;

    private static string? CheckOf(GlobalTablePlan table) =>
        !table.IsUnchecked && CheckWriter.RecordCheck(table.Key, table.Value) is { } check ? "Check = " + check : null;

    /// <summary>An object initializer of those settings that are not null.</summary>
    private static string Settings(params string?[] settings)
    {
        string list = string.Join(", ", settings.OfType<string>());
        return list.Length == 0 ? "" : $" {{ {list} }}";
    }

    private static void Punctuators(SourceWriter writer, SubTopologyPlan part)
    {
        writer.Line("Punctuators =").Line("[");
        using (writer.Indent())
        {
            foreach (var node in part.Nodes)
            {
                if (node.Work is PunctuateWork work)
                {
                    string time = $"global::GenStreams.PunctuationTime.{(work.IsWallClock ? "WallClock" : "StreamTime")}";
                    writer.Line($"new({CSharpLiteral.Of(node.Member)}, {CSharpLiteral.Of(work.Interval)}, {time}),");
                }
            }
        }

        writer.Line("],");
    }

    private static void Store(SourceWriter writer, StorePlan store)
    {
        using (writer.Block($"new {StoreTypes.DescriptorOf(store.Kind)}()", "},"))
        {
            writer.Line($"Name = {CSharpLiteral.Of(store.Name)},");
            writer.Line($"Changelog = {(store.Changelog is { } topic ? Topic(topic) : "null")},");
            foreach (var (setting, value) in StoreTypes.SettingsOf(store))
            {
                writer.Line($"{setting} = {value},");
            }

            if (store.Rows.IsPersistent)
            {
                writer.Line("IsPersistent = true,");
            }
        }
    }

    private static EquatableArray<TopicPlan> SinksOf(SubTopologyPlan part) => part.Nodes
        .Select(node => node.Work switch
        {
            SinkWork { Sink.Topic: { } topic } => new TopicPlan(topic),
            RepartitionWork repartition => repartition.Topic,
            _ => default(TopicPlan?),
        })
        .OfType<TopicPlan>()
        .Distinct()
        .ToEquatableArray();

    /// <summary>What tools need that read and write the topology's topics too, such as the test driver.</summary>
    private static void TopicSerdes(SourceWriter writer, TopologyPlan plan)
    {
        var topics = TopicLanes.Of(plan);
        writer.Line("TopicSerdes =").Line("[");
        using (writer.Indent())
        {
            foreach (var (topic, key, value) in topics)
            {
                writer.Line($"new({Topic(topic)}, {Serde(key)}, {Serde(value)}),");
            }
        }

        writer.Line("],");
    }

    private static string Serde(LaneType lane) => lane.Type.IsRaw ? "null" : lane.Serde.Instance;

    private static void WriteText(SourceWriter writer, TopologyPlan plan, string name, string text)
    {
        bool isConstant = plan.Model.Constants.Contains(name);
        writer.Line($"{name} = {(isConstant ? $"{plan.Model.Declaration.Reference}.{name}" : CSharpLiteral.Of(text))},");
    }

    private static void List<T>(SourceWriter writer, string name, EquatableArray<T> items, Action<T> write)
        where T : IEquatable<T>
    {
        if (items.Count == 0)
        {
            writer.Line($"{name} = [],");
            return;
        }

        writer.Line($"{name} =").Line("[");
        using (writer.Indent())
        {
            foreach (var item in items)
            {
                write(item);
            }
        }

        writer.Line("],");
    }

    private static string Topic(TopicPlan topic) =>
        $"new {Types}TopicName({CSharpLiteral.Of(topic.Name)}{(topic.IsInternal ? ", true" : "")})";

    private static string Topics(EquatableArray<TopicPlan> topics) => string.Join(", ", topics.Select(Topic));

    private static string Group(EquatableArray<int> group) => $"[{string.Join(", ", group.Select(CSharpLiteral.Of))}]";
}
