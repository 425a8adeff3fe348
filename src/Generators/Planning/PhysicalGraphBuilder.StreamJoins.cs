using GenStreams.Generators.Graph;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <content>Joins of two streams.</content>
internal sealed partial class PhysicalGraphBuilder
{
    private NodeDraft AddStreamJoin(int index, StreamNode node, NodeDraft left)
    {
        var right = InputOf(index, 1);
        var plan = StreamJoinPlanner.PlanOf(node, left.Output, right.Output);
        var leftSide = Below(left, StreamJoinPlanner.SideOf(node, plan, isLeft: true, left, Title(node)));
        var rightSide = Below(right, StreamJoinPlanner.SideOf(node, plan, isLeft: false, right, Title(node)));
        var joined = Below(leftSide, new NodeDraft(node.Name, node.Name, Title(node), new JoinedWork(plan), node.Output, node.Output));
        rightSide.ForwardTo(joined);
        return joined;
    }
}
