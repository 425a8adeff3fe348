using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes records to topics: the user's sinks and repartition topics.</summary>
internal static class SinkWriter
{
    public static void Write(NodeScope upstream, PlanNode node)
    {
        var key = upstream.Carried(upstream.Key, node.In.Key.Type);
        var value = upstream.Carried(upstream.Value, node.In.Value.Type);
        var scope = upstream.With(node, key, value, null);
        switch (node.Work)
        {
            case SinkWork { Sink: var sink }:
                scope.Writer.Line($"// {node.Title}");
                Send(scope, TopicOf(scope, sink), sink.Partitioner);
                break;
            case RepartitionWork { DropsNullKeys: true } work when key.MayBeNull:
                using (scope.Writer.Block($"if ({NodeScope.IsPresent(key)})"))
                {
                    key.MayBeNull = false;
                    Repartition(scope, work);
                }

                break;
            case RepartitionWork work:
                Repartition(scope, work);
                break;
        }

        upstream.Called();
    }

    private static void Repartition(NodeScope scope, RepartitionWork work)
    {
        scope.Writer.Line($"// {scope.Node.Title}");
        Send(scope, scope.Task.Names.Topic(work.Topic), work.Partitioner);
    }

    private static string TopicOf(NodeScope scope, SinkModel sink)
    {
        if (sink.TopicSelector is not { } selector)
        {
            return scope.Task.Names.Topic(new TopicPlan(sink.Topic!));
        }

        string topic = scope.Local("topic");
        string name = CallWriter.Call(scope, selector);
        scope.Writer.Line($"var {topic} = Collector.Topic({name});");
        return topic;
    }

    private static void Send(NodeScope scope, string topic, MethodModel? partitioner)
    {
        string partition = scope.Partition ?? $"{RuntimeTypes.RecordCollector}.PartitionByKey";
        if (partitioner is not null)
        {
            var count = new Dictionary<ParameterRole, string> { [ParameterRole.Partitions] = $"{topic}.PartitionCount" };
            string chosen = CallWriter.Call(scope, partitioner, count);
            partition = scope.Local("partition");
            scope.Writer.Line($"int {partition} = CheckPartition({chosen}, {topic}, {CSharpLiteral.Of(partitioner.Name)});");
        }

        string key = scope.Bytes(scope.Key);
        if (partitioner is null && scope.Node.Work is SinkWork && scope.Key is { MayBeNull: false, Type.Serde.Windowed: { } windowed })
        {
            // A window goes where its key would go, as Kafka Streams has it.
            string length = CSharpLiteral.Of(windowed.Length);
            partition = $"{RuntimeTypes.Murmur2}.Partition({key}.Span[..^{length}], {topic}.PartitionCount)";
        }

        string value = scope.Bytes(scope.Value);
        scope.At(scope.Node.Member, StepKind.Serialize);
        scope.Writer.Line($"Collector.Send({topic}, {partition}, {key}, {value}, {scope.Timestamp}, Headers);");
    }
}
