using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>Names of topics, stores and applications are names that Kafka takes.</summary>
internal static class NameRule
{
    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        var model = topology.Model;
        Check(problems, model.Name, "topology", model.NameAnchor);
        foreach (var operation in model.Operators)
        {
            if (operation is SourceModel source)
            {
                Check(problems, source.Topic, "topic", source.Member.AnchorOf("topic"));
            }

            if (StateNames.StoreOf(operation) is { } store)
            {
                Check(problems, store, "store", StateNames.StoreAnchorOf(operation), model.Name.Length + "--changelog".Length);
            }

            foreach (var sink in operation.Member.Sinks)
            {
                if (sink.Topic is not null)
                {
                    Check(problems, sink.Topic, "topic", sink.TopicAnchor);
                }
            }
        }

        foreach (var node in topology.Nodes)
        {
            string? repartition = node.Output is null ? null : StateNames.RepartitionOf(topology, node);
            if (repartition is not null && repartition != StateNames.StoreOf(node.Operator))
            {
                var anchor = StateNames.RepartitionAnchorOf(node.Operator);
                Check(problems, repartition, "repartition topic", anchor, model.Name.Length + "--repartition".Length);
            }
        }
    }

    private static void Check(DiagnosticBag problems, string name, string what, AnchorId anchor, int around = 0)
    {
        if (TopicName.Problem(name, around) is { } problem)
        {
            problems.Add(DiagnosticIds.InvalidName, anchor, what, name, problem);
        }
    }
}
