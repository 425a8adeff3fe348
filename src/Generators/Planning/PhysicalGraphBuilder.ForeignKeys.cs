using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <content>
/// Foreign-key joins. The left table's rows subscribe to right rows through one topic and get answers through another: each topic is
/// partitioned as the table at its end.
/// </content>
internal sealed partial class PhysicalGraphBuilder
{
    private NodeDraft AddForeignKeyJoin(StreamNode node, JoinModel join, NodeDraft left, NodeDraft right)
    {
        string name = join.TopicName ?? node.Name;
        var subscriptions = new EdgeType(EdgeKind.Stream, right.Output.Key, RawLane.Type);
        var answers = new EdgeType(EdgeKind.Stream, left.Output.Key, RawLane.Type);

        var subscribe = new ForeignKeySubscribeWork(join.ForeignKey!, join.Kind == JoinKind.Left);
        var subscriber = Below(left, Part("registration-processor", "a change of the left", subscribe, left.Output, subscriptions));
        Below(subscriber, SinkTo(ForeignKeyPlanner.RegistrationOf(name), "registration-sink", subscriptions));
        var registration = Keep(SourceOf(ForeignKeyPlanner.RegistrationOf(name), "registration-source", subscriptions, SourceContent.Subscriptions));

        string store = ForeignKeyPlanner.StoreOf(name);
        var answer = new ForeignKeyAnswerWork(store, new TableViewPlan("", right.Output.Key, right.Output.Value, []));
        var answerer = Below(registration, Part("receive", "a subscription", answer, subscriptions, answers));
        Read(answerer, right);
        var teller = Below(right, Part("tell", "a change of the right", new ForeignKeyTellWork(store), right.Output, answers));
        _physical.Groups.Add((answerer, teller));
        var responses = Below(answerer, SinkTo(ForeignKeyPlanner.ResponseOf(name), "response-sink", answers));
        teller.ForwardTo(responses);

        var response = Keep(SourceOf(ForeignKeyPlanner.ResponseOf(name), "response-source", answers, SourceContent.Answers));
        var view = new TableViewPlan("", left.Output.Key, left.Output.Value, []);
        var results = node.Output with { Kind = EdgeKind.Stream };
        var resolve = new ForeignKeyResolveWork(join.Member.Method!, join.Kind, view, right.Output.Value);
        var resolver = Below(response, Part("response-resolver", "an answer", resolve, answers, results));
        Read(resolver, left);
        return Below(resolver, new NodeDraft(node.Name, node.Name, Title(node), new TableWork(join.Store), results, node.Output));

        NodeDraft Part(string part, string what, PlanWork work, EdgeType input, EdgeType output) =>
            new($"{name}-subscription-{part}", node.Name, $"{Title(node)}: {what}", work, input, output);

        NodeDraft SinkTo(TopicPlan topic, string part, EdgeType edge) => new(
            $"{name}-subscription-{part}",
            node.Name,
            $"To {topic.Name}",
            new RepartitionWork(topic, Partitioner: null, DropsNullKeys: false),
            edge,
            edge with { Kind = EdgeKind.None });

        NodeDraft SourceOf(TopicPlan topic, string part, EdgeType edge, SourceContent content) => new(
            $"{name}-subscription-{part}",
            node.Name,
            $"Source: {topic.Name}",
            new SourceWork(topic, OffsetReset.Earliest) { Content = content },
            edge,
            edge);

        void Read(NodeDraft reader, NodeDraft table)
        {
            reader.Table = table;
            _physical.Groups.Add((table, reader));
        }
    }
}
